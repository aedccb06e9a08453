import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { provisionDatabase, type Redis, startRedis } from '@kamkor/local-servers';
import pg from 'pg';
import { type Job, migrateQueue, openQueues, type Queues } from './index.js';

const until = async (done: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> => {
  for (const end = Date.now() + ms; !(await done()); await wait(20)) {
    if (Date.now() > end) throw new Error('it did not happen in time');
  }
};

const backends = ['postgres', 'redis'] as const;
const missing = new Set<string>();

describe.each(backends)('queues on %s', (backend) => {
  const databaseName = `test_queue_${randomBytes(4).toString('hex')}`;
  const errors: string[] = [];
  const warnings: string[] = [];
  let url = '';
  let folder = '';
  let redis: Redis | null = null;
  let queues: Queues;
  const adminUrl = process.env.KAMKOR_TEST_POSTGRES!;
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  const open = () =>
    openQueues(url, {
      prefix: 'test',
      onError: (error, where) => errors.push(`${where}: ${error.message}`),
      onWarning: (message) => warnings.push(message),
    });
  const here = (name: string, test: () => Promise<void>, ms?: number) =>
    it(name, async () => (missing.has(backend) ? undefined : await test()), ms);

  beforeAll(async () => {
    if (backend === 'postgres') {
      const urls = await provisionDatabase(adminUrl, databaseName, { roles: 'test' });
      await Promise.all([migrateQueue(urls.owner), migrateQueue(urls.owner)]);
      url = urls.worker;
    } else {
      folder = await mkdtemp(join(tmpdir(), 'kamkor-queue-'));
      redis = await startRedis(folder);
      if (!redis) {
        missing.add(backend);
        console.warn('skipped: queues on redis (redis-server is not installed)');
        if (process.env.CI_STRICT === '1') throw new Error('redis-server is not installed');
        return;
      }
      url = redis.url;
    }
    queues = open();
  });
  afterAll(async () => {
    await queues?.close();
    await redis?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
    if (backend === 'postgres') await admin(`DROP DATABASE IF EXISTS "${databaseName}" WITH (FORCE)`);
  });

  here('hands each job over once and forgets it', async () => {
    const got: Job[] = [];
    queues.worker('plain', async (job) => void got.push(job), { concurrency: 4 });
    await queues.queue('plain').addAll([1, 2, 3].map((n) => ({ name: 'n', data: { n } })));
    await until(() => got.length === 3);
    expect(got.map(({ data }) => (data as { n: number }).n).sort()).toEqual([1, 2, 3]);
    await until(async () => Object.values(await queues.queue('plain').counts()).every((n) => n === 0));
  });

  here('waits for a delay, ignores an id that exists, and takes it again when it is over', async () => {
    const at: number[] = [];
    queues.worker('delayed', async () => void at.push(Date.now()));
    const begun = Date.now();
    const job = { name: 'armed', id: 'at-1', delayMs: 400 };
    await queues.queue('delayed').add(job);
    await queues.queue('delayed').add(job);
    await until(() => at.length === 1);
    expect(at[0]! - begun).toBeGreaterThanOrEqual(390);
    await until(async () => (await queues.queue('delayed').counts()).active === 0);
    await queues.queue('delayed').add({ ...job, delayMs: 0 });
    await until(() => at.length === 2);
  });

  here('tries a failing job again and reports the failure instead of throwing it', async () => {
    let tries = 0;
    queues.worker('failing', async () => {
      tries += 1;
      throw new Error('no luck');
    });
    await queues.queue('failing').add({ name: 'x', attempts: 2, backoffMs: 50 });
    await until(() => tries === 2);
    await until(() => errors.filter((line) => line === 'worker failing: no luck').length === 2);
  });

  here('repeats a schedule, over all workers, and again after the queue was emptied', async () => {
    let ticks = 0;
    const other = open();
    queues.worker('ticking', async () => void ticks++);
    other.worker('ticking', async () => void ticks++);
    await queues.schedule('ticking', 200);
    await other.schedule('ticking', 200);
    await until(() => ticks >= 3);
    await queues.queue('ticking').empty();
    const before = ticks;
    await wait(500);
    expect(ticks - before).toBeLessThanOrEqual(1);
    await queues.schedule('ticking', 200);
    await until(() => ticks >= before + 3);
    await other.close();
    await queues.queue('ticking').empty();
  });

  here('finishes the job it holds before it closes', async () => {
    const own = open();
    let finished = false;
    let begun = false;
    own.worker('slow', async () => {
      begun = true;
      await wait(400);
      finished = true;
    });
    await own.queue('slow').add({ name: 'x' });
    await until(() => begun);
    await own.close();
    expect(finished).toBe(true);
  });

  here(
    'refuses quickly while the backend is gone, and goes on by itself when it is back',
    async () => {
      let got = 0;
      queues.worker('outage', async () => void got++);
      await queues.queue('outage').add({ name: 'before' });
      await until(() => got === 1);
      if (backend === 'redis') {
        const { port } = redis!;
        await redis!.stop('SIGKILL');
        await until(() => errors.some((line) => line.startsWith('redis')));
        const begun = Date.now();
        await expect(queues.queue('outage').add({ name: 'lost' })).rejects.toThrow();
        expect(Date.now() - begun).toBeLessThan(3_500);
        redis = await startRedis(folder, port);
      } else {
        await admin(`ALTER DATABASE "${databaseName}" ALLOW_CONNECTIONS false`);
        await admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${databaseName}'`);
        const begun = Date.now();
        await expect(queues.queue('outage').add({ name: 'lost' })).rejects.toThrow();
        expect(Date.now() - begun).toBeLessThan(3_500);
        await admin(`ALTER DATABASE "${databaseName}" ALLOW_CONNECTIONS true`);
      }
      await until(
        async () =>
          await queues
            .queue('outage')
            .add({ name: 'after' })
            .then(
              () => true,
              () => false,
            ),
      );
      await until(() => got >= 2);
    },
    20_000,
  );

  here(
    'closes within seconds while the backend is gone, and finishes the job it holds',
    async () => {
      // On Redis a process has to end for it: what BullMQ leaves behind calls a Redis that is gone for ever.
      if (backend === 'redis') return;
      const own = open();
      let finished = false;
      let begun = false;
      own.worker('gone', async () => {
        begun = true;
        await wait(1_000);
        finished = true;
      });
      own.worker('idle', async () => undefined);
      await own.queue('gone').add({ name: 'x' });
      await until(() => begun);
      await admin(`ALTER DATABASE "${databaseName}" ALLOW_CONNECTIONS false`);
      await admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${databaseName}'`);
      const asked = Date.now();
      await own.close();
      expect(finished).toBe(true);
      expect(Date.now() - asked).toBeLessThan(8_000);
      await admin(`ALTER DATABASE "${databaseName}" ALLOW_CONNECTIONS true`);
    },
    30_000,
  );

  here(
    'starts while the backend is not there and begins once it is',
    async () => {
      if (backend !== 'redis') return;
      const { port } = redis!;
      await redis!.stop();
      const early = open();
      let got = 0;
      early.worker('early', async () => void got++);
      await wait(300);
      redis = await startRedis(folder, port);
      await until(
        async () =>
          await early
            .queue('early')
            .add({ name: 'x' })
            .then(
              () => true,
              () => false,
            ),
      );
      await until(() => got >= 1);
      await early.close();
      expect(warnings).toEqual([]);
    },
    15_000,
  );
});

describe('a queue URL', () => {
  it('names its backend', () => {
    expect(() => openQueues('amqp://somewhere')).toThrow('QUEUE_URL must begin with redis://');
  });
});
