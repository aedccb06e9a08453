import { randomUUID } from 'node:crypto';
import { aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, type Child, hospital, socialWorker } from '../../testing/births.js';
import {
  DECIDE,
  duplicateWorker,
  mortalTransactions,
  type Pair,
  pairs,
  registrar,
  UNDO,
} from '../../testing/duplicates.js';

const BISHKEK = { facility: 'KG-GB-03-F01', motherTerritory: 'KG-GB-03' };
const OVERDUE = '2024-07-26T05:00:00Z';
let births: BirthsUnderTest;
let worker: Awaited<ReturnType<typeof duplicateWorker>>;
let serial = 0;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
  worker = await duplicateWorker(births);
}, 60_000);
afterAll(() => births.close());
beforeEach(async () => {
  births.clock.moveTo('2024-05-25T06:00:00Z');
  await births.database.admin(`UPDATE deadline SET state = 'CANCELLED', ended_at = due_at WHERE state = 'PENDING'`);
});
afterEach(() => expect(worker.errors.splice(0)).toEqual([]));

const aMother = () => {
  serial += 1;
  return { mother: { identity: 'PIN' as const, pin: `1250519900${String(serial).padStart(4, '0')}` } };
};
async function twice(said: object = {}, saidElsewhere: object = {}) {
  const of = aMother();
  const one = await births.notify({ ...of, ...said });
  const other = await births.notify({ ...of, ...BISHKEK, ...saidElsewhere });
  await worker.workOff();
  return { one, other, pair: await pairOf(one, other) };
}
const pairOf = async (x: Child, y: Child) =>
  (await pairs(births)).find(({ one, other }) =>
    [x, y].every(({ notificationId }) => [one?.id, other?.id].includes(notificationId)),
  ) as Pair;
const say = ({ id, version }: Pair, { notificationId: keep }: Child) =>
  births.ask(registrar(), DECIDE, {
    input: { candidateId: id, version, decision: 'SAME', keep, grounds: 'одна мать' },
  });
async function decide(pair: Pair, keep: Child) {
  await say(pair, keep);
  await worker.workOff();
}
async function undo(x: Child, y: Child) {
  const { id, version } = await pairOf(x, y);
  await births.ask(registrar(), UNDO, { input: { candidateId: id, version, reason: 'двое детей' } });
  await worker.workOff();
}
const watch = async ({ watchId }: Child) => {
  const [row] = await births.database.admin(
    'SELECT state, cancellation, responsible, duplicate_of FROM documentation_watch WHERE id = $1',
    [watchId],
  );
  return row!;
};
const pendingDeadlines = async ({ watchId }: Child) =>
  (await births.database.admin(`SELECT 1 FROM deadline WHERE subject_id = $1 AND state = 'PENDING'`, [watchId])).length;
const tasks = ({ watchId }: Child) =>
  births.database.admin<{ id: string; version: number; state: string; closing: string | null }>(
    'SELECT id, version, state, closing FROM outreach_task WHERE watch_id = $1 ORDER BY opened_at, id',
    [watchId],
  );
const fact = ({ notificationId }: Child) => ({ notificationId, personId: randomUUID() });
const document = (child: Child) => births.hear('BirthCertificateIssued', { ...fact(child), issuedAt: OVERDUE });
const visit = (task: { id: string; version: number }, territory: string, said: object = {}) =>
  births.ask(socialWorker(territory), 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }', {
    input: {
      taskId: task.id,
      version: task.version,
      visitedAt: OVERDUE,
      outcome: 'PROMISED',
      metWith: ['MOTHER'],
      reasons: [],
      obstacles: [],
      ...said,
    },
  });
async function state(child: Child, name: 'CareStatus' | 'ChildDeath', facility: string, said: object = {}) {
  const [row] = await births.database.admin<{ version: number }>(
    'SELECT version FROM birth_notification WHERE id = $1',
    [child.notificationId],
  );
  const mutation = `mutation ($input: Record${name}Input!) { record${name}(input: $input) { id } }`;
  const input = { notificationId: child.notificationId, version: row?.version, ...said };
  await births.ask(hospital(facility), mutation, { input });
}

it('of an overdue one and one that waits either may be kept; the undo gives each its own date', async () => {
  births.clock.moveTo(OVERDUE);
  const { one, other, pair } = await twice({}, { bornAt: '2024-06-20T08:30:00+06:00' });
  await births.sweep();
  expect(await watch(one)).toMatchObject({ state: 'OVERDUE' });
  await decide(pair, one);
  expect(await watch(one)).toMatchObject({ state: 'OVERDUE' });
  expect((await tasks(one)).map(({ state }) => state)).toEqual(['OPEN']);
  expect([await watch(other), await pendingDeadlines(other)]).toMatchObject([
    { state: 'CANCELLED', duplicate_of: one.watchId },
    0,
  ]);
  await undo(one, other);
  await births.sweep();
  expect([await watch(other), await pendingDeadlines(other)]).toMatchObject([{ state: 'AWAITING_APPLICATION' }, 1]);
  expect(await tasks(other)).toEqual([]);
});

it('the kept one has its certificate already: the open task with its visits ends and goes over; the undo sends somebody again', async () => {
  births.clock.moveTo(OVERDUE);
  const { one, other, pair } = await twice();
  await births.sweep();
  const [task] = await tasks(other);
  await visit(task!, 'KG-GB-03');
  await document(one);
  await decide(pair, one);
  expect(await tasks(other)).toEqual([]);
  expect((await tasks(one)).find(({ id }) => id === task!.id)).toMatchObject({
    state: 'CLOSED',
    closing: 'WATCH_CANCELLED',
  });
  await undo(one, other);
  await births.sweep();
  expect(await watch(one)).toMatchObject({ state: 'DOCUMENTED' });
  expect(await watch(other)).toMatchObject({ state: 'OVERDUE', duplicate_of: null });
  expect((await tasks(other)).map(({ state }) => state).sort()).toEqual(['CLOSED', 'OPEN']);
});

it('an undo after the kept one got its certificate leaves it that, and the other child is watched and visited', async () => {
  births.clock.moveTo(OVERDUE);
  const { one, other, pair } = await twice();
  await births.sweep();
  await decide(pair, one);
  await document(one);
  expect((await tasks(one)).map(({ state }) => state)).not.toContain('OPEN');
  await undo(one, other);
  await births.sweep();
  expect(await watch(one)).toMatchObject({ state: 'DOCUMENTED' });
  expect(await watch(other)).toMatchObject({ state: 'OVERDUE' });
  expect((await tasks(other)).filter(({ state }) => state === 'OPEN')).toHaveLength(1);
});

it('of three duplicates each undo gives back one child, in any order', async () => {
  const of = aMother();
  const [a, b, c] = [await births.notify(of), await births.notify(of), await births.notify(of)];
  await worker.workOff();
  await decide(await pairOf(a, b), b);
  await decide(await pairOf(b, c), b);
  const states = async () => (await Promise.all([a, b, c].map(watch))).map((of) => of.state);
  expect(await states()).toEqual(['CANCELLED', 'AWAITING_APPLICATION', 'CANCELLED']);
  await undo(a, b);
  expect(await states()).toEqual(['AWAITING_APPLICATION', 'AWAITING_APPLICATION', 'CANCELLED']);
  await decide(await pairOf(a, b), b);
  await undo(b, c);
  expect(await states()).toEqual(['CANCELLED', 'AWAITING_APPLICATION', 'AWAITING_APPLICATION']);
  expect([await pendingDeadlines(a), await pendingDeadlines(b), await pendingDeadlines(c)]).toEqual([0, 1, 1]);
});

it('a worker that dies in the middle of a decision has done nothing, and the next one does it once', async () => {
  const { one, other, pair } = await twice();
  await say(pair, one);
  const blocker = (await births.database.as('owner', { poolSize: 1 })).createQueryRunner();
  await blocker.query('BEGIN; LOCK TABLE outbox_event IN EXCLUSIVE MODE');
  const mortal = await duplicateWorker(births, await mortalTransactions(births));
  const dying = mortal.workOff().then(
    () => 'done',
    () => 'died',
  );
  const waits = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()
    AND query LIKE '%outbox_event%'`;
  for (let tries = 0; (await births.database.admin(waits)).length === 0; tries += 1) {
    if (tries > 200) throw new Error('it never came to the event');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await births.database.admin(`SELECT pg_terminate_backend(pid) FROM (${waits}) w`);
  expect(await dying).toBe('died');
  await blocker.query('ROLLBACK');
  await blocker.release();
  expect([await watch(other), await pendingDeadlines(other)]).toMatchObject([
    { state: 'AWAITING_APPLICATION', duplicate_of: null },
    1,
  ]);
  expect(await pairOf(one, other)).toMatchObject({ state: 'SAME', settled: false });
  await worker.workOff();
  await worker.workOff();
  expect(await watch(other)).toMatchObject({ state: 'CANCELLED', duplicate_of: one.watchId });
  const told = await births.database.admin(
    `SELECT 1 FROM outbox_event WHERE subject_id = $1 AND type = 'BirthNotificationClosedAsDuplicate'`,
    [other.notificationId],
  );
  expect(told).toHaveLength(1);
});

describe('between a decision and its carrying out', () => {
  it('the parents applied with the other paper: that one is kept, so that they need not apply again', async () => {
    const { one, other, pair } = await twice();
    await say(pair, one);
    await births.hear('BirthCertificateApplied', { ...fact(other), appliedAt: '2024-05-25T05:00:00Z' });
    await worker.workOff();
    expect(await watch(other)).toMatchObject({ state: 'APPLIED', duplicate_of: null });
    expect(await watch(one)).toMatchObject({ state: 'CANCELLED', duplicate_of: other.watchId });
    expect(await pairOf(one, other)).toMatchObject({
      state: 'SAME',
      settled: true,
      kept: { id: other.notificationId },
    });
    await undo(one, other);
    expect(await watch(one)).toMatchObject({ state: 'AWAITING_APPLICATION' });
    expect(await watch(other)).toMatchObject({ state: 'APPLIED' });
  });

  it('a mother gave up the child of the other notification: that one is kept, so that nobody visits her', async () => {
    const { one, other, pair } = await twice();
    await say(pair, one);
    await state(other, 'CareStatus', BISHKEK.facility, { careStatus: 'RELINQUISHED' });
    await worker.workOff();
    expect(await watch(one)).toMatchObject({ state: 'CANCELLED' });
    expect(await watch(other)).toMatchObject({ state: 'AWAITING_APPLICATION', responsible: 'GUARDIANSHIP' });
  });

  it('neither can be kept: both are watched until a registrar takes it back', async () => {
    const { one, other, pair } = await twice();
    await say(pair, one);
    await state(other, 'CareStatus', BISHKEK.facility, { careStatus: 'RELINQUISHED' });
    await births.hear('BirthCertificateApplied', { ...fact(one), appliedAt: '2024-05-25T05:00:00Z' });
    await worker.workOff();
    expect(String(worker.errors.splice(0))).toContain('neither can be kept');
    expect([await watch(one), await watch(other)]).toMatchObject([{ duplicate_of: null }, { duplicate_of: null }]);
    expect(await pairOf(one, other)).toMatchObject({ state: 'SAME', settled: false });
    await undo(one, other);
    await births.database.admin('UPDATE duplicate_work SET not_before = now()');
    await worker.workOff();
    expect(await pairOf(one, other)).toMatchObject({ state: 'OPEN', settled: true });
  });
});

describe('a death', () => {
  it('stated of the closed one is that of the kept: nobody visits the family; the undo gives the living child back', async () => {
    const { one, other, pair } = await twice();
    await state(other, 'ChildDeath', BISHKEK.facility);
    await decide(pair, one);
    expect([await watch(one), await pendingDeadlines(one)]).toMatchObject([
      { state: 'CANCELLED', cancellation: 'CHILD_DIED' },
      0,
    ]);
    births.clock.moveTo(OVERDUE);
    await births.sweep();
    expect(await tasks(one)).toEqual([]);
    await undo(one, other);
    expect([await watch(one), await pendingDeadlines(one)]).toMatchObject([
      { state: 'AWAITING_APPLICATION', cancellation: null },
      1,
    ]);
    expect(await watch(other)).toMatchObject({ state: 'CANCELLED', cancellation: 'CHILD_DIED' });
  });

  it('stated while they are one is that of the notification it was stated of after the undo', async () => {
    const { one, other, pair } = await twice();
    await decide(pair, one);
    await state(other, 'ChildDeath', BISHKEK.facility);
    expect(await watch(one)).toMatchObject({ state: 'CANCELLED', cancellation: 'CHILD_DIED' });
    await undo(one, other);
    expect([await watch(one), await pendingDeadlines(one)]).toMatchObject([
      { state: 'AWAITING_APPLICATION', cancellation: null },
      1,
    ]);
    expect([await watch(other), await pendingDeadlines(other)]).toMatchObject([
      { state: 'CANCELLED', cancellation: 'CHILD_DIED' },
      0,
    ]);
  });

  it('of the kept one stays its own', async () => {
    const { one, other, pair } = await twice();
    await decide(pair, one);
    await state(one, 'ChildDeath', 'KG-C-03-F01');
    await undo(one, other);
    expect(await watch(one)).toMatchObject({ state: 'CANCELLED', cancellation: 'CHILD_DIED' });
    expect(await watch(other)).toMatchObject({ state: 'AWAITING_APPLICATION' });
  });
});

it('what a visit saw stays with the body that made it, whichever notification is kept, and after the undo', async () => {
  births.clock.moveTo(OVERDUE);
  const { one, other, pair } = await twice();
  await births.sweep();
  const [task] = await tasks(one);
  await visit(task!, 'KG-C-03');
  await state(other, 'CareStatus', BISHKEK.facility, { careStatus: 'RELINQUISHED' });
  await decide((await pairOf(one, other)) ?? pair, other);
  const visits = () =>
    births.database.admin('SELECT responsible, territory FROM outreach_visit WHERE task_id = $1', [task!.id]);
  const asSeen = [{ responsible: 'SOCIAL_UNIT', territory: 'KG-C-03' }];
  expect(await visits()).toEqual(asSeen);
  await undo(one, other);
  expect(await visits()).toEqual(asSeen);
});

it('an offer of a task that goes over to the kept child is an offer of that child, and so is its deadline', async () => {
  births.clock.moveTo(OVERDUE);
  const { one, other, pair } = await twice({}, { motherTerritory: 'KG-C-03' });
  await births.hear('ChildRecorded', {
    notificationId: one.notificationId,
    birthRecordId: randomUUID(),
    registryState: 'CREATED' as const,
    personId: randomUUID(),
    motherPersonId: null,
  });
  await births.sweep();
  const [task] = await tasks(other);
  const offer = 'mutation ($input: OfferHandoverInput!) { offerHandover(input: $input) { id } }';
  await births.ask(socialWorker(), offer, { input: { taskId: task!.id, version: 1, territory: 'KG-O-02' } });
  await births.database.admin(
    `UPDATE outreach_task SET state = 'WITHDRAWN', closing = 'WATCH_CANCELLED', closed_at = now()
    WHERE watch_id = $1`,
    [one.watchId],
  );
  await decide(pair, one);
  const whose = await births.database.admin(
    `SELECT h.child_person = t.child_person AS offer, d.person = t.child_person AS deadline FROM outreach_task t
     JOIN outreach_handover h ON h.task_id = t.id JOIN deadline d ON d.subject_id = h.id AND d.state = 'PENDING'
     WHERE t.id = $1 AND h.state = 'OFFERED'`,
    [task!.id],
  );
  expect(whose).toEqual([{ offer: true, deadline: true }]);
});

it('a sibling whom visits for both name is one child, and stays with the visit that found it', async () => {
  births.clock.moveTo(OVERDUE);
  const { one, other, pair } = await twice();
  await births.sweep();
  const named = {
    obstacles: ['UNDOCUMENTED_SIBLINGS'],
    undocumentedSiblings: [{ birthDate: '2021-05-05', givenName: 'Нур' }],
  };
  const [task] = await tasks(other);
  await visit(task!, 'KG-GB-03', named);
  await decide(pair, one);
  const open = (await tasks(one)).find(({ state: of }) => of === 'OPEN');
  await visit(open!, 'KG-C-03', named);
  const later = { ...named, undocumentedSiblings: [{ birthDate: '2022-06-06', givenName: 'Бек' }] };
  await visit((await tasks(one)).find(({ state: of }) => of === 'OPEN')!, 'KG-C-03', later);
  const families = () =>
    births.database.admin(
      `SELECT s.family, w.sibling_of AS watched FROM undocumented_sibling s JOIN documentation_watch w ON w.sibling_id = s.id
       WHERE s.birth_date IN ('2021-05-05', '2022-06-06') ORDER BY s.birth_date`,
    );
  const of = ({ notificationId: id }: Child) => ({ family: id, watched: id });
  expect(await families()).toEqual([of(other), of(one)]);
  await undo(one, other);
  expect(await families()).toEqual([of(other), of(one)]);
});

it('a sibling found by a task that was given over goes back with that task', async () => {
  births.clock.moveTo(OVERDUE);
  const { one, other, pair } = await twice({ bornAt: '2024-06-20T08:30:00+06:00' });
  await births.sweep();
  await decide(pair, one);
  const [given] = await tasks(one);
  const undocumentedSiblings = [{ birthDate: '2020-03-03', givenName: 'Айнура' }];
  await visit(given!, 'KG-C-03', { obstacles: ['UNDOCUMENTED_SIBLINGS'], undocumentedSiblings });
  const family = async () =>
    (
      await births.database.admin(
        `SELECT s.family, w.sibling_of AS watched FROM undocumented_sibling s
         JOIN documentation_watch w ON w.sibling_id = s.id WHERE s.birth_date = '2020-03-03'`,
      )
    )[0];
  const of = ({ notificationId: id }: Child) => ({ family: id, watched: id });
  expect(await family()).toEqual(of(one));
  await undo(one, other);
  expect(await family()).toEqual(of(other));
});

it('a notifier learns nothing of the other notification: not by asking, not after SAME, not after the undo', async () => {
  const { one, other, pair } = await twice();
  const everything = `{ birthNotification(id: "${one.notificationId}") { id version facility { id } facilityRecordNumber
    placeOfBirth careStatus territorySource territory { id } mother { identity familyName } missing registryState child { id } } birthNotifications(first: 100) { edges { node { id } } } }`;
  const seen = async () => JSON.stringify(await births.graph.ask(hospital(), everything));
  const before = await seen();
  await decide(pair, one);
  const after = await seen();
  await undo(one, other);
  for (const answer of [before, after, await seen()]) {
    expect(answer).toContain(one.notificationId);
    expect(answer).not.toContain(other.notificationId);
    expect(answer).not.toContain(BISHKEK.facility);
  }
  const [{ number, pin } = { number: '', pin: '' }] = await births.database.admin<{ number: string; pin: string }>(
    'SELECT facility_record_number AS number, mother_pin AS pin FROM birth_notification WHERE id = $1',
    [one.notificationId],
  );
  const again = await births.ask(
    hospital(),
    'mutation ($input: NotifyBirthInput!) { notifyBirth(input: $input) { id } }',
    {
      input: births.report({ mother: { identity: 'PIN', pin }, facilityRecordNumber: number }),
    },
  );
  expect(again.notifyBirth).toEqual({ id: one.notificationId });
});

it('an undo needs a reason, both territories, and a decision; the reason stays with the pair', async () => {
  const { one, other, pair } = await twice();
  const input = { candidateId: pair.id, version: pair.version + 1, reason: 'двое детей' };
  expect(await births.refusal(registrar(), UNDO, { input: { ...input, version: pair.version } })).toMatchObject({
    code: 'TRANSITION_REFUSED',
  });
  await decide(pair, one);
  expect(await births.refusal(registrar(), UNDO, { input: { ...input, reason: '  ' } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    field: 'input.reason',
  });
  expect(await births.refusal(registrar('KG-C'), UNDO, { input })).toMatchObject({ reason: 'TERRITORY_OF_ANOTHER' });
  expect(await births.refusal(aPrincipal({ roles: ['guardianship'], territory: 'KG' }), UNDO, { input })).toMatchObject(
    {
      code: 'FORBIDDEN',
    },
  );
  await undo(one, other);
  const { duplicateCandidate } = await births.ask(
    registrar(),
    `{ duplicateCandidate(id: "${pair.id}") { undoReason undoneBy } }`,
  );
  expect(duplicateCandidate).toEqual({ undoReason: 'двое детей', undoneBy: 'registrar of KG' });
});
