import { KAMKOR } from '@kamkor/local';
import { waitForValue, waitUntil } from '@kamkor/testing';
import { emptyQueue, type TestSystem, testSystem } from '../system/index.js';
import { holdTable } from './held-table.js';
import { EACH, eventsArrived, isHeld, once, outcomeOf, PROMISED_KINDS, Subjects } from './promised.js';

import.meta.jest.setTimeout(150_000);

/** A deadline may be so late after total loss of the queue. */
const LATE_AT_MOST_MS = 60_000;
/** Until then the queue holds a job for the second in which they fall due. */
const ARMED_FOR_S = 6;

let system: TestSystem;
let subjects: Subjects;
beforeAll(async () => {
  system = await testSystem();
  subjects = new Subjects(system);
  await subjects.make();
}, 150_000);
afterAll(() => system?.dispose());

it('leaves out no kind that a worker knows', async () => {
  const known: string[] = [];
  for (const { name: service } of KAMKOR.services) {
    const metrics = await (await fetch(`${system.running.urls[`${service}-worker`]}/metrics`)).text();
    const overdue = metrics.matchAll(/^kamkor_deadline_overdue\{.*?kind="(\w+)"/gm);
    known.push(...[...overdue].map(([, kind]) => `${service} ${kind}`));
  }
  expect(PROMISED_KINDS.map(({ service, kind }) => `${service} ${kind}`).sort()).toEqual(known.sort());
});

it('says how many concerns nobody is named for, and not where', async () => {
  const metrics = await (await fetch(`${system.running.urls['births-worker']}/metrics`)).text();
  const count = EACH * 2;
  expect(metrics).toMatch(new RegExp(`^kamkor_safety_concerns_unseen\\{process="births-worker"\\} ${count}$`, 'm'));
});

it.each(PROMISED_KINDS)(
  '$kind: its worker killed with -9 in the middle: nothing is half done, then all of it, once',
  async (promised) => {
    const worker = `${promised.service}-worker`;
    await eventsArrived(system);
    // What a lapse writes last: everything else of the batch has been done by then.
    const trail = await holdTable(system.adminUrlOf(promised.service), 'trail_entry');
    const ids = await subjects.due(promised, -1);
    await waitUntil('the batch stands in its middle', async () => {
      return (await trail.waiting()) > 0 && (await isHeld(system, promised, ids));
    });
    await system.running.kill(worker);
    await trail.letGo();
    await waitForValue(
      'connections of the killed worker',
      async () => {
        const ofWorker = `SELECT FROM pg_stat_activity WHERE application_name = '${worker}'`;
        return (await system.sql(promised.service, ofWorker)).length;
      },
      0,
    );
    expect(await outcomeOf(system, promised, ids)).toEqual(once(0));

    await system.running.start(worker);
    await waitForValue('lapses', async () => (await outcomeOf(system, promised, ids)).lapsed, EACH);
    expect(await outcomeOf(system, promised, ids)).toEqual(once(EACH));
  },
);

it('every kind with its queue emptied before it falls due: all fire, once', async () => {
  const due = await Promise.all(
    PROMISED_KINDS.map(async (promised) => ({ promised, ids: await subjects.due(promised, ARMED_FOR_S) })),
  );
  const outcomes = async () =>
    Object.fromEntries(
      await Promise.all(
        due.map(async ({ promised, ids }) => [promised.kind, await outcomeOf(system, promised, ids)] as const),
      ),
    );
  const all = (count: number) => Object.fromEntries(PROMISED_KINDS.map(({ kind }) => [kind, once(count)]));
  expect(await emptyQueue(system.adminUrlOf('queue'))).toBeGreaterThan(0);
  expect(await outcomes()).toEqual(all(0));
  await waitUntil(
    'every kind has fired',
    async () => Object.values(await outcomes()).every(({ lapsed }) => lapsed === EACH),
    { withinMs: LATE_AT_MOST_MS },
  );
  expect(await outcomes()).toEqual(all(EACH));
});
