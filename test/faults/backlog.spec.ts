import { aBirth, waitForValue, waitUntil } from '@kamkor/testing';
import { caller, emptyQueue, type TestSystem, testSystem } from '../system/index.js';
import { holdTable } from './held-table.js';
import { type ManyBirths, manyBirths } from './many-births.js';

import.meta.jest.setTimeout(150_000);

const WORKER = 'births-worker';
/** A deadline may be so late after total loss of the queue. */
const LATE_AT_MOST_MS = 60_000;

let system: TestSystem;
beforeAll(async () => {
  system = await testSystem({ services: ['births'] });
}, 120_000);
afterAll(() => system?.dispose());

const count = async (condition: string, values: unknown[] = []) =>
  (await system.sql<{ n: number }>('births', `SELECT count(*)::int AS n FROM ${condition}`, values))[0]!.n;
const waiting = () => count('documentation_watch WHERE awaits_release');
const released = () => count('documentation_watch WHERE released_at IS NOT NULL');
const sent = () => count('outreach_task');
const checks = (state: string) => count(`deadline WHERE kind = 'BACKLOG_CHECK' AND state = $1`, [state]);
const links = (state: string) => count(`deadline WHERE kind = 'BACKLOG_RELEASE' AND state = $1`, [state]);

/** What the releases have caused so far; of each there must be as many as were released, once. */
const caused = async () => ({
  released: await released(),
  tasks: await count('outreach_task'),
  families: await count('(SELECT DISTINCT watch_id FROM outreach_task) t'),
  firstVisits: await count(`deadline WHERE kind = 'OUTREACH_FIRST_VISIT'`),
  entries: await count(`trail_entry WHERE change = 'RELEASED_FROM_BACKLOG'`),
});
const once = (n: number) => ({ released: n, tasks: n, families: n, firstVisits: n, entries: n });

/** Ends the worker with -9 while a reaction stands in its middle, before it writes to the table. */
async function killInTheMiddle(table: 'territory_start' | 'outreach_task'): Promise<void> {
  const held = await holdTable(system.adminUrlOf('births'), table);
  await system.running.start(WORKER);
  await waitUntil('a batch stands in its middle', async () => (await held.waiting()) > 0);
  await system.running.kill(WORKER);
  await held.letGo();
  const ofWorker = `pg_stat_activity WHERE application_name = '${WORKER}'`;
  await waitForValue('connections of the killed worker', () => count(ofWorker), 0);
}

const nextRelease = async () => {
  const next = `SELECT to_char(next_release_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at FROM territory_start`;
  return Temporal.Instant.from((await system.sql<{ at: string }>('births', next))[0]!.at);
};

it('a worker killed with -9 in the middle of the daily release, and again of the sending: the quota is sent somebody, once', async () => {
  const startsOn = Temporal.Now.zonedDateTimeISO('Asia/Bishkek').toPlainDate().add({ days: 1 }).toString();
  const input = { territory: 'KG-C-03', startsOn, workers: 60, childrenPerWorker: 5 };
  const mutation = 'mutation ($input: StartTerritoryInput!) { startTerritory(input: $input) { id } }';
  await caller(system.running, 'social-supervisor').get(mutation, { input });
  await manyBirths(system, aBirth().overdueBy(5).days, 499);
  await waitForValue('children who wait', waiting, 500);
  await system.running.kill(WORKER);
  await system.moveClockTo((await nextRelease()).add({ hours: 1 }));

  await killInTheMiddle('territory_start');
  expect(await caused()).toEqual(once(0));
  expect([await links('PENDING'), await links('LAPSED'), await checks('PENDING')]).toEqual([1, 0, 0]);

  await killInTheMiddle('outreach_task');
  expect(await caused()).toEqual({ ...once(0), released: 300, entries: 300 });
  expect(await checks('PENDING')).toBe(300);

  await system.running.start(WORKER);
  await waitForValue('tasks', sent, 300);
  expect(await caused()).toEqual(once(300));
  expect(await waiting()).toBe(200);
  expect([await links('PENDING'), await links('LAPSED')]).toEqual([1, 1]);
});

it('the queue emptied before a release: the rest is released all the same, once', async () => {
  await system.moveClockTo((await nextRelease()).subtract({ seconds: 6 }));
  expect(await released()).toBe(300);
  expect(await emptyQueue(system.adminUrlOf('queue'))).toBeGreaterThan(0);
  await waitForValue('tasks', sent, 500, { withinMs: LATE_AT_MOST_MS });
  expect(await caused()).toEqual(once(500));
  expect([await links('PENDING'), await links('LAPSED')]).toEqual([1, 2]);
});

describe('children given up while they wait', () => {
  const CARE = 'mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id } }';
  const givenUp = async (): Promise<ManyBirths> => {
    const births = await manyBirths(system, aBirth().overdueBy(30).days, 20);
    await waitForValue('children who wait', waiting, 21);
    await system.running.kill(WORKER);
    const hospital = caller(system.running, 'hospital');
    for (const notificationId of births.notifications) {
      await hospital.get(CARE, { input: { notificationId, version: 1, careStatus: 'ABANDONED' } });
    }
    return births;
  };
  const sentTo = ({ watches }: ManyBirths) =>
    count(`outreach_task WHERE watch_id = ANY ($1) AND responsible = 'GUARDIANSHIP'`, [watches]);

  it('a worker killed with -9 in the middle of deciding, and the queue emptied: guardianship is sent, once', async () => {
    const births = await givenUp();
    await killInTheMiddle('outreach_task');
    expect([await sentTo(births), await checks('PENDING')]).toEqual([0, 20]);
    await emptyQueue(system.adminUrlOf('queue'));
    await system.running.start(WORKER);
    await waitForValue('tasks of guardianship', () => sentTo(births), 20, { withinMs: LATE_AT_MOST_MS });
    expect([await checks('PENDING'), await checks('LAPSED')]).toEqual([0, 520]);
    expect(await waiting()).toBe(1);
  });
});
