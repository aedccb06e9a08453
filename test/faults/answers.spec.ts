import { aBirth, emptyQueue, type TestSystem, testSystem, waitForValue, waitUntil } from '@kamkor/testing';
import { holdTable } from './held-table.js';
import { escalatedOf, escalatedOnce, manyOffers } from './many-offers.js';

import.meta.jest.setTimeout(150_000);

const WORKER = 'births-worker';
/** A deadline may be so late after total loss of the queue. */
const LATE_AT_MOST_MS = 60_000;

let system: TestSystem;
beforeAll(async () => {
  system = await testSystem({ services: ['births'] });
}, 120_000);
afterAll(() => system?.dispose());

const overdueOffers = async (count: number) => {
  const answer = await fetch(`${system.running.urls.births}/clock`, { method: 'POST' });
  const { now } = (await answer.json()) as { now: string };
  return await manyOffers(system, aBirth().bornDaysAgo(62, Temporal.Instant.from(now)), count);
};

it('offers that nobody answers, their worker killed with -9 in the middle of the lapses: all are escalated, once', async () => {
  const offers = await overdueOffers(300);
  await system.running.kill(WORKER);
  await system.moveClockTo(offers.dueAt.add({ seconds: 1 }));
  const handovers = await holdTable(system.adminUrlOf('births'), 'outreach_handover');
  await system.running.start(WORKER);
  await waitUntil('a batch stands in its middle', async () => (await handovers.waiting()) > 0);
  await system.running.kill(WORKER);
  await handovers.letGo();
  await waitForValue(
    'connections of the killed worker',
    async () => {
      const ofWorker = `SELECT FROM pg_stat_activity WHERE application_name = '${WORKER}'`;
      return (await system.sql('births', ofWorker)).length;
    },
    0,
  );
  expect(await escalatedOf(system, offers)).toEqual(escalatedOnce(0));

  await system.running.start(WORKER);
  await waitForValue('lapses', async () => (await escalatedOf(system, offers)).lapsed, 300);
  expect(await escalatedOf(system, offers)).toEqual(escalatedOnce(300));
});

it('offers that nobody answers, the queue emptied while their clocks run: all are escalated, once', async () => {
  const offers = await overdueOffers(50);
  // Six seconds before they fall due, so that jobs are armed for that second, and then lost.
  await system.moveClockTo(offers.dueAt.subtract({ seconds: 6 }));
  expect(await escalatedOf(system, offers)).toEqual(escalatedOnce(0));
  expect(await emptyQueue(system.adminUrlOf('queue'))).toBeGreaterThan(0);
  await waitForValue('lapses', async () => (await escalatedOf(system, offers)).lapsed, 50, {
    withinMs: LATE_AT_MOST_MS,
  });
  expect(await escalatedOf(system, offers)).toEqual(escalatedOnce(50));
});
