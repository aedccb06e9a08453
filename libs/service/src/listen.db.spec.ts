import { setTimeout as delay } from 'node:timers/promises';
import { type TestDatabase, testDatabase } from '@kamkor/testing';
import { type Listener, listen } from './listen.js';

describe('listening to a database', () => {
  let database: TestDatabase;
  let listener: Listener | undefined;
  const heard: string[] = [];

  const until = async (reached: () => boolean) => {
    for (let tries = 0; !reached(); tries += 1) {
      if (tries > 200) throw new Error(`heard only ${heard}`);
      await delay(20);
    }
  };
  const notify = (payload: string) => database.admin(`SELECT pg_notify('kamkor_outbox', $1)`, [payload]);

  beforeAll(async () => {
    database = await testDatabase('listen', []);
  });

  beforeEach(() => heard.splice(0));
  afterEach(() => listener?.close());
  afterAll(() => database?.dispose());

  const start = async () => {
    listener = await listen(database.urls.worker, ['kamkor_outbox', 'kamkor_deadline'], (channel, payload) =>
      heard.push(`${channel} ${payload}`),
    );
  };

  it('first has the listener look for itself, then tells what is notified', async () => {
    await start();
    expect(heard).toEqual(['kamkor_outbox ', 'kamkor_deadline ']);
    await notify('x');
    await until(() => heard.length === 3);
    expect(heard[2]).toBe('kamkor_outbox x');
  });

  it('listens again after its connection was ended, and has the listener look for what it missed', async () => {
    await start();
    await database.admin(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kamkor-listen'`,
    );
    await until(() => heard.length === 4);
    expect(heard.slice(2)).toEqual(['kamkor_outbox ', 'kamkor_deadline ']);
    await notify('y');
    await until(() => heard.includes('kamkor_outbox y'));
  });

  it('leaves no connection behind', async () => {
    await start();
    await listener?.close();
    expect(await database.admin(`SELECT pid FROM pg_stat_activity WHERE application_name = 'kamkor-listen'`)).toEqual(
      [],
    );
  });
});
