import { randomUUID } from 'node:crypto';
import { aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, type Child } from '../../testing/births.js';
import { DECIDE, duplicateWorker, type Pair, pairs, registrar, UNDO } from '../../testing/duplicates.js';

const BORN = '2024-05-25T06:00:00Z';
const IN_TERM = '2024-06-10T05:00:00Z';
const OVERDUE = '2024-07-26T05:00:00Z';
const LATER = '2024-07-26T07:00:00Z';
const END = '2024-07-26T10:00:00Z';
const FAR_AWAY = { facility: 'KG-GB-03-F01', motherTerritory: 'KG-GB-03' };

let births: BirthsUnderTest;
let worker: Awaited<ReturnType<typeof duplicateWorker>>;
let serial = 0;
beforeAll(async () => {
  births = await BirthsUnderTest.open(BORN);
  worker = await duplicateWorker(births);
}, 60_000);
afterAll(() => births.close());
afterEach(() => expect(worker.errors.splice(0)).toEqual([]));

type Which = 'kept' | 'closed';
type Two = Readonly<Record<Which, Child>>;
type Fact = 'applied' | 'withdrawn' | 'registered' | 'documented';

/** One thing that happens at a time, to one of the two or to their pair. */
interface Happening {
  readonly now: string;
  readonly what: Fact | 'decide' | 'sayUndo' | 'settle' | 'nothing';
  readonly of?: Which;
  /** When it happened, if it was told later. */
  readonly at?: string;
}

const on = (now: string, what: Happening['what'], of?: Which, at?: string): Happening => ({
  now,
  what,
  ...(of && { of }),
  ...(at && { at }),
});

const tell = ({ notificationId }: Child, what: Fact, at: string) => {
  const of = { notificationId, personId: randomUUID() };
  switch (what) {
    case 'applied':
      return births.hear('BirthCertificateApplied', { ...of, appliedAt: at });
    case 'withdrawn':
      return births.hear('BirthCertificateApplicationWithdrawn', { ...of, withdrawnAt: at });
    case 'registered':
      return births.hear('BirthRegistered', { ...of, birthRecordId: randomUUID(), registeredAt: at });
    case 'documented':
      return births.hear('BirthCertificateIssued', { ...of, issuedAt: at });
  }
};

const pairOf = async ({ kept, closed }: Two): Promise<Pair> =>
  (await pairs(births)).find(({ one, other }) =>
    [kept, closed].every(({ notificationId }) => [one?.id, other?.id].includes(notificationId)),
  ) as Pair;

async function decide(two: Two): Promise<void> {
  const { id: candidateId, version } = await pairOf(two);
  const { notificationId: keep } = two.kept;
  const input = { candidateId, version, decision: 'SAME', keep, grounds: 'одна мать' };
  await births.ask(registrar(), DECIDE, { input });
  await worker.workOff();
}
async function sayUndo(two: Two): Promise<void> {
  const { id: candidateId, version } = await pairOf(two);
  await births.ask(registrar(), UNDO, { input: { candidateId, version, reason: 'двое детей' } });
}

async function play(happenings: readonly Happening[], merging: boolean): Promise<Two> {
  births.clock.moveTo(BORN);
  // The children of the tests before are left alone from here on.
  await births.database.admin(`UPDATE deadline SET state = 'CANCELLED', ended_at = due_at WHERE state = 'PENDING'`);
  const mother = () => {
    serial += 1;
    return { identity: 'PIN' as const, pin: `1250519900${String(serial).padStart(4, '0')}` };
  };
  const one = mother();
  const two = {
    kept: await births.notify({ mother: one }),
    closed: await births.notify({ mother: merging ? one : mother(), ...FAR_AWAY }),
  };
  await worker.workOff();
  for (const { now, what, of = 'closed', at = now } of happenings) {
    births.clock.moveTo(now);
    await births.sweep();
    if (what === 'nothing') continue;
    if (what === 'decide') await (merging && decide(two));
    else if (what === 'sayUndo') await (merging && sayUndo(two));
    else if (what === 'settle') await worker.workOff();
    else await tell(two[of], what, at);
  }
  births.clock.moveTo(END);
  await births.sweep();
  return two;
}

const STANDS = `SELECT w.state, w.was_overdue, w.learnt_late, w.cancellation, w.duplicate_of, w.applied_at::text,
    w.registered_at::text, w.documented_at::text,
    (SELECT count(*)::int FROM outreach_task t WHERE t.watch_id = w.id AND t.state = 'OPEN') AS tasks,
    (SELECT array_agg(DISTINCT d.kind ORDER BY d.kind) FROM deadline d WHERE d.state IN ('PENDING', 'SUSPENDED', 'PARKED')
      AND (d.subject_id = w.id OR d.subject_id IN (SELECT t.id FROM outreach_task t WHERE t.watch_id = w.id))) AS deadlines
  FROM documentation_watch w WHERE w.id = $1`;
const standing = async ({ kept, closed }: Two) => ({
  kept: (await births.database.admin(STANDS, [kept.watchId]))[0],
  closed: (await births.database.admin(STANDS, [closed.watchId]))[0],
});

const STOCK = '{ children documentedVisited documentedUnvisited stillOpen }';
async function figures(): Promise<readonly number[]> {
  births.clock.moveTo(END);
  const report = `{ documentationReport(period: { from: "2024-05-01", to: "2024-08-31" }, territory: "KG") { figures {
    notified appliedInTime termEnded documented openingStock ${STOCK} newlyOverdue ${STOCK} } } }`;
  const { documentationReport } = await births.ask(aPrincipal({ roles: ['auditor'], territory: 'KG' }), report);
  const { openingStock, newlyOverdue, ...rest } = documentationReport.figures;
  return [rest, openingStock, newlyOverdue].flatMap((part) => Object.values(part) as number[]);
}
async function counted(work: () => Promise<Two>) {
  const before = await figures();
  const two = await work();
  const after = await figures();
  return { ...(await standing(two)), figures: after.map((figure, index) => figure - (before[index] as number)) };
}

const UNDO_AT = (now: string) => [on(now, 'sayUndo'), on(now, 'settle')];

/** Whatever becomes of the two, in the end each stands as one to whom the same was told and who never was a duplicate. */
async function expectAsApart(happenings: readonly Happening[]): Promise<void> {
  const apart = await counted(() => play(happenings, false));
  expect(await counted(() => play(happenings, true))).toEqual(apart);
}

/** What is told while the two are one; `kept` and `closed` are exchanged for the other direction. */
const TOLD: readonly [string, readonly Happening[]][] = [
  ['an application in time', [on(IN_TERM, 'decide'), on(IN_TERM, 'applied')]],
  [
    'an application in time, learnt after both were overdue',
    [on(OVERDUE, 'decide'), on(LATER, 'applied', 'closed', IN_TERM)],
  ],
  ['a late application', [on(OVERDUE, 'decide'), on(LATER, 'applied', 'closed', OVERDUE)]],
  ['a late application, learnt before the sweep', [on(IN_TERM, 'decide'), on(OVERDUE, 'applied')]],
  ['an application and its withdrawal', [on(IN_TERM, 'decide'), on(IN_TERM, 'applied'), on(OVERDUE, 'withdrawn')]],
  [
    'a withdrawal of what was applied before',
    [on(IN_TERM, 'applied', 'kept'), on(IN_TERM, 'applied'), on(IN_TERM, 'decide'), on(OVERDUE, 'withdrawn')],
  ],
  ['an act of birth', [on(IN_TERM, 'decide'), on(IN_TERM, 'applied'), on(OVERDUE, 'registered')]],
  ['a certificate in time', [on(IN_TERM, 'decide'), on(IN_TERM, 'documented')]],
  [
    'a certificate after an application in time',
    [on(IN_TERM, 'decide'), on(IN_TERM, 'applied'), on(OVERDUE, 'documented')],
  ],
  ['a late certificate', [on(OVERDUE, 'decide'), on(LATER, 'documented')]],
  [
    'a late application of the one and a certificate of the other',
    [on(OVERDUE, 'decide'), on(OVERDUE, 'applied'), on(LATER, 'documented', 'kept')],
  ],
  [
    'an application in time of the one, and late of the other',
    [on(OVERDUE, 'decide'), on(OVERDUE, 'applied', 'kept'), on(LATER, 'applied', 'closed', IN_TERM)],
  ],
  ['nothing, and the term ends', [on(IN_TERM, 'decide'), on(OVERDUE, 'nothing')]],
];
const exchanged = ({ of = 'closed', what, ...rest }: Happening): Happening => ({
  ...rest,
  what,
  of: of === 'closed' ? 'kept' : 'closed',
});

describe.each(TOLD)('%s, told while two are one', (_what, told) => {
  it.each<[string, readonly Happening[]]>([
    ['of the closed one', told],
    ['of the kept one', told.map(exchanged)],
  ])('%s, is that child’s alone after the undo, as if they never had been one', async (_of, happenings) => {
    await expectAsApart([...happenings, ...UNDO_AT(LATER)]);
  });
});

const FACTS: readonly [string, readonly Happening[]][] = [
  ['a late application', [on(LATER, 'applied')]],
  ['an application in time', [on(LATER, 'applied', 'closed', IN_TERM)]],
  ['a withdrawal', [on(LATER, 'withdrawn')]],
  ['an act of birth', [on(LATER, 'registered')]],
  ['a certificate', [on(LATER, 'documented')]],
];
const BEFORE = [on(IN_TERM, 'applied'), on(OVERDUE, 'decide')];

describe.each(FACTS)('%s', (what, facts) => {
  const first = what === 'a withdrawal' || what === 'an act of birth' ? BEFORE : BEFORE.slice(1);
  const keeping = first.map((happening) =>
    happening.what === 'applied' ? { ...happening, of: 'kept' as const } : happening,
  );

  it.each<[string, readonly Happening[]]>([
    ['of the one that was closed', first.length > 1 ? [...keeping.slice(0, 1), ...first] : first],
    ['of the one that was kept', keeping],
  ])('%s that comes between an undo and its carrying out, or after it, is that child’s', async (of, before) => {
    const told = of.endsWith('closed') ? facts : facts.map(exchanged);
    await expectAsApart([...before, on(LATER, 'sayUndo'), ...told, on(LATER, 'settle')]);
    await expectAsApart([...before, ...UNDO_AT(LATER), ...told]);
  });
});

it('an application that is told while the closing is being carried out counts for the child', async () => {
  births.clock.moveTo(BORN);
  const two = await play([], true);
  births.clock.moveTo(IN_TERM);
  const { id: candidateId, version } = await pairOf(two);
  const input = { candidateId, version, decision: 'SAME', keep: two.kept.notificationId, grounds: 'одна мать' };
  await births.ask(registrar(), DECIDE, { input });
  const blocker = (await births.database.as('owner', { poolSize: 1 })).createQueryRunner();
  await blocker.query('BEGIN; LOCK TABLE outbox_event IN EXCLUSIVE MODE');
  const closing = worker.workOff();
  await waiting(1);
  const telling = tell(two.closed, 'applied', IN_TERM);
  await waiting(2);
  await blocker.query('ROLLBACK');
  await blocker.release();
  await Promise.all([closing, telling]);
  expect(await standing(two)).toMatchObject({
    kept: { state: 'APPLIED', deadlines: null },
    closed: { state: 'CANCELLED', duplicate_of: two.kept.watchId, deadlines: null },
  });
});

async function waiting(sessions: number): Promise<void> {
  const count = `SELECT count(*)::int AS sessions FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  for (let tries = 0; (await births.database.admin(count))[0]?.sessions !== sessions; tries += 1) {
    if (tries > 200) throw new Error(`there never were ${sessions} that wait`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('parents who applied in time do not get the visits that were due to their duplicate; after the undo it has them again', async () => {
  const happenings = [on(IN_TERM, 'applied', 'kept'), on(OVERDUE, 'decide')];
  const one = await standing(await play(happenings, true));
  expect(one).toMatchObject({
    kept: { state: 'APPLIED', was_overdue: false, tasks: 0, deadlines: null },
    closed: { tasks: 0 },
  });
  await expectAsApart([...happenings, ...UNDO_AT(LATER)]);
});

it('parents who apply in time with one paper are not visited any more because the other was overdue', async () => {
  const two = await play([on(OVERDUE, 'decide'), on(LATER, 'applied', 'closed', IN_TERM)], true);
  expect(await standing(two)).toMatchObject({
    kept: { state: 'APPLIED', was_overdue: false, learnt_late: true, tasks: 0, deadlines: null },
  });
});
