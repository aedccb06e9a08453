import { setTimeout as sleep } from 'node:timers/promises';
import { aBirth, waitForValue, waitUntil } from '@kamkor/testing';
import { secondWorker, type TestSystem, testSystem } from '../system/index.js';
import { holdTable } from './held-table.js';
import { allOnce, causedBy, manyBirths } from './many-births.js';

import.meta.jest.setTimeout(120_000);

const WORKER = 'births-worker';

let system: TestSystem;
beforeAll(async () => {
  system = await testSystem({ services: ['births'] });
}, 120_000);
afterAll(() => system?.dispose());

const overdue = (count: number) => manyBirths(system, aBirth().overdueBy(1).days, count);

it('a worker killed with -9 in the middle of a batch of lapses: nothing is half done, then all of it, once', async () => {
  await system.running.kill(WORKER);
  const births = await overdue(700);
  const tasks = await holdTable(system.adminUrlOf('births'), 'outreach_task');
  await system.running.start(WORKER);
  await waitUntil('a batch stands in its middle', async () => (await tasks.waiting()) > 0);
  await system.running.kill(WORKER);
  await tasks.letGo();
  await waitForValue(
    'connections of the killed worker',
    async () => {
      const ofWorker = `SELECT FROM pg_stat_activity WHERE application_name = '${WORKER}'`;
      return (await system.sql('births', ofWorker)).length;
    },
    0,
  );
  expect(await causedBy(system, births)).toEqual(allOnce(0));

  await system.running.start(WORKER);
  await waitForValue('lapses', async () => (await causedBy(system, births)).lapsed, 700);
  expect(await causedBy(system, births)).toEqual(allOnce(700));
});

it('two workers on 1,000 due: each deadline fires once', async () => {
  await system.running.kill(WORKER);
  const births = await overdue(1_000);
  const tasks = await holdTable(system.adminUrlOf('births'), 'outreach_task');
  const second = await secondWorker(system, 'births');
  try {
    await system.running.start(WORKER);
    await waitUntil('a batch stands in its middle', async () => (await tasks.waiting()) > 0);
    // Time for the other one to claim what it may: the rest, or, without protection, the same.
    await sleep(1_500);
    await tasks.letGo();
    await waitForValue('lapses', async () => (await causedBy(system, births)).lapsed, 1_000);
    expect(await causedBy(system, births)).toEqual(allOnce(1_000));
  } finally {
    await second.stop();
  }
});

it('one poisoned deadline in a batch of 500: it alone is parked, and fires once it is mended', async () => {
  await system.running.kill(WORKER);
  const births = await overdue(500);
  await system.sql(
    'births',
    `CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF NEW.watch_id = '${births.watches[250]}' THEN RAISE EXCEPTION 'poisoned, mother 11403199600123'; END IF;
       RETURN NEW; END $$;
     CREATE TRIGGER poison BEFORE INSERT ON outreach_task FOR EACH ROW EXECUTE FUNCTION poison()`,
  );
  await system.running.start(WORKER);
  await waitForValue('lapses', async () => (await causedBy(system, births)).lapsed, 499);
  expect(await causedBy(system, births)).toEqual(allOnce(499));
  const parked = await system.sql<{ subject_id: string; error: string }>(
    'births',
    `SELECT subject_id, error FROM deadline WHERE state = 'PARKED'`,
  );
  expect(parked.map(({ subject_id }) => subject_id)).toEqual([births.watches[250]]);
  expect(parked[0]!.error).not.toContain('11403199600123');

  await system.sql('births', 'DROP FUNCTION poison CASCADE');
  await waitForValue('lapses', async () => (await causedBy(system, births)).lapsed, 500, { withinMs: 40_000 });
  expect(await causedBy(system, births)).toEqual(allOnce(500));
});

it('the clock moved by 61 days: what falls due fires, once', async () => {
  const births = await manyBirths(system, aBirth(), 600);
  expect(await causedBy(system, births)).toEqual(allOnce(0));
  // The registry is not part of this system: what is sent to it waits, and only the deadlines are waited for here.
  await system.moveClockWithout('+61d');
  await waitForValue('lapses', async () => (await causedBy(system, births)).lapsed, 600);
  expect(await causedBy(system, births)).toEqual(allOnce(600));
});
