import { randomUUID } from 'node:crypto';
import { BirthsUnderTest, type Child, hospital, socialWorker } from '../../testing/births.js';
import { DECIDE, duplicateWorker, type Pair, pairs, registrar, UNDO } from '../../testing/duplicates.js';

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

const mother = () => {
  serial += 1;
  return { mother: { identity: 'PIN' as const, pin: `1250519900${String(serial).padStart(4, '0')}` } };
};

/** One child notified twice, in Kemin and in Bishkek, with the pair that was found. */
async function twice(said: object = {}, saidElsewhere: object = {}) {
  const of = mother();
  const one = await births.notify({ ...of, ...said });
  const other = await births.notify({ ...of, ...BISHKEK, ...saidElsewhere });
  await worker.workOff();
  return { one, other, pair: await pairOf(one) };
}

const pairOf = async ({ notificationId }: Child) =>
  (await pairs(births)).find(({ one, other }) => [one?.id, other?.id].includes(notificationId)) as Pair;
const same = ({ id, version }: Pair, { notificationId: keep }: Child, said: object = {}) => ({
  input: { candidateId: id, version, decision: 'SAME', keep, grounds: 'мать и день совпадают', ...said },
});
const undo = ({ id, version }: Pair) => ({ input: { candidateId: id, version, reason: 'это двоюродные сёстры' } });
const decide = async (pair: Pair, keep: Child): Promise<Pair> => {
  const { decideDuplicate } = await births.ask(registrar(), DECIDE, same(pair, keep));
  await worker.workOff();
  return decideDuplicate;
};
const row = async (sql: string, id: string) => (await births.database.admin(sql, [id]))[0];
const watch = ({ watchId }: Child) =>
  row('SELECT state, was_overdue, duplicate_of FROM documentation_watch WHERE id = $1', watchId);
const deadlinesOf = (subject: string) =>
  births.database.admin('SELECT kind, state, territory FROM deadline WHERE subject_id = $1 ORDER BY opened_at, kind', [
    subject,
  ]);
const tasks = ({ watchId }: Child) =>
  births.database.admin<{ id: string; version: number; state: string }>(
    'SELECT id, version, state, notification_id, territory FROM outreach_task WHERE watch_id = $1 ORDER BY opened_at, id',
    [watchId],
  );
const events = ({ notificationId }: Child) =>
  births.database.admin(
    `SELECT type, payload->>'keptNotificationId' AS kept FROM outbox_event
     WHERE subject_id = $1 AND type IN ('BirthNotificationClosedAsDuplicate', 'BirthNotificationReopened')
     ORDER BY subject_version`,
    [notificationId],
  );

it('SAME: one is kept; the other is closed, its watch and deadline end, and the registry is told', async () => {
  const { one, other, pair } = await twice();
  const decided = await decide(pair, one);
  expect(decided).toMatchObject({ state: 'SAME', version: pair.version + 1, kept: { id: one.notificationId } });
  expect(await pairOf(one)).toMatchObject({ state: 'SAME', settled: true });
  expect(await watch(other)).toEqual({ state: 'CANCELLED', was_overdue: false, duplicate_of: one.watchId });
  expect(await deadlinesOf(other.watchId)).toMatchObject([{ kind: 'CERTIFICATE_APPLICATION', state: 'CANCELLED' }]);
  expect(await watch(one)).toMatchObject({ state: 'AWAITING_APPLICATION' });
  expect(await deadlinesOf(one.watchId)).toMatchObject([{ state: 'PENDING' }]);
  expect(await events(other)).toEqual([{ type: 'BirthNotificationClosedAsDuplicate', kept: one.notificationId }]);
  const closed = `{ birthNotification(id: "${other.notificationId}") { duplicateOf { id } } }`;
  const { birthNotification } = await births.ask(registrar(), closed);
  expect(birthNotification).toEqual({ duplicateOf: { id: one.notificationId } });
  const trail = await births.database.admin('SELECT operation FROM trail_entry WHERE subject_id = ANY ($1)', [
    [one.notificationId, other.notificationId, pair.id],
  ]);
  expect(JSON.stringify(trail)).toContain('decideDuplicate');

  births.clock.moveTo(OVERDUE);
  await births.sweep();
  expect(await tasks(other)).toEqual([]);
  expect(await tasks(one)).toHaveLength(1);
});

it('a decided pair stays decided, whoever looks again', async () => {
  const { one, other, pair } = await twice();
  const decided = await decide(pair, one);
  expect(await births.refusal(registrar(), DECIDE, same(decided, other))).toMatchObject({
    code: 'TRANSITION_REFUSED',
    state: 'SAME',
    allowed: ['undoDuplicate'],
  });
  await births.database.admin(`INSERT INTO duplicate_work (kind, subject_id) VALUES ('INDEX', $1)`, [
    one.notificationId,
  ]);
  await worker.workOff();
  expect(await pairOf(one)).toMatchObject({ state: 'SAME', version: decided.version });
});

it('DIFFERENT: nothing happens to either, and the pair is not brought up again', async () => {
  const { one, other, pair } = await twice();
  const { decideDuplicate } = await births.ask(registrar(), DECIDE, {
    input: { candidateId: pair.id, version: pair.version, decision: 'DIFFERENT', grounds: 'две матери с одним ПИН' },
  });
  expect(decideDuplicate).toMatchObject({ state: 'DIFFERENT', kept: null, settled: true });
  await births.database.admin(`INSERT INTO duplicate_work (kind, subject_id) VALUES ('INDEX', $1)`, [
    one.notificationId,
  ]);
  await worker.workOff();
  expect(await pairOf(one)).toMatchObject({ state: 'DIFFERENT' });
  expect(await watch(other)).toMatchObject({ state: 'AWAITING_APPLICATION' });
});

it('of two registrars at once one decides, the other learns that it is decided', async () => {
  const { one, other, pair } = await twice();
  const answers = await Promise.all([
    births.graph.ask(registrar(), DECIDE, same(pair, one)),
    births.graph.ask(registrar(), DECIDE, same(pair, other)),
  ]);
  const refused = answers.flatMap(({ errors }) => errors ?? []);
  expect(refused).toHaveLength(1);
  expect(refused[0]?.extensions).toMatchObject({ code: 'TRANSITION_REFUSED', state: 'SAME' });
  await worker.workOff();
  const states = [await watch(one), await watch(other)].map((of) => of?.state).sort();
  expect(states).toEqual(['AWAITING_APPLICATION', 'CANCELLED']);
});

it('tasks and visits go over to the kept one, into its territory, with their deadlines, and come back', async () => {
  births.clock.moveTo(OVERDUE);
  const { one, other, pair } = await twice({}, { bornAt: '2024-06-20T08:30:00+06:00' });
  await births.sweep();
  const [task] = await tasks(one);
  expect(await tasks(other)).toEqual([]);
  const visit = `mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }`;
  const { recordVisit } = await births.ask(socialWorker(), visit, {
    input: {
      taskId: task!.id,
      version: task!.version,
      visitedAt: OVERDUE,
      outcome: 'PROMISED',
      metWith: ['MOTHER'],
      reasons: [],
      obstacles: [],
    },
  });
  const before = await deadlinesOf(task!.id);
  await decide(pair, other);
  expect(await tasks(one)).toEqual([]);
  expect(await tasks(other)).toMatchObject([
    { id: task!.id, state: 'OPEN', notification_id: other.notificationId, territory: 'KG-GB-03' },
  ]);
  const visitSql = 'SELECT notification_id, territory FROM outreach_visit WHERE id = $1';
  expect(await row(visitSql, recordVisit.id)).toEqual({
    notification_id: other.notificationId,
    territory: 'KG-GB-03',
  });
  const running = (await deadlinesOf(task!.id)).filter(({ state }) => state === 'PENDING');
  expect(new Set(running.map(({ territory }) => territory))).toEqual(new Set(['KG-GB-03']));
  expect(await watch(one)).toMatchObject({ state: 'CANCELLED', was_overdue: true });

  await births.ask(registrar(), UNDO, undo(await pairOf(one)));
  await worker.workOff();
  expect(await tasks(one)).toMatchObject([{ id: task!.id, state: 'OPEN', notification_id: one.notificationId }]);
  expect(await row(visitSql, recordVisit.id)).toMatchObject({ notification_id: one.notificationId });
  expect(await deadlinesOf(task!.id)).toEqual(before);
  await births.sweep();
  expect(await watch(one)).toEqual({ state: 'OVERDUE', was_overdue: true, duplicate_of: null });
  expect(await tasks(one)).toHaveLength(1);
  expect(await events(one)).toMatchObject([
    { type: 'BirthNotificationClosedAsDuplicate' },
    { type: 'BirthNotificationReopened', kept: other.notificationId },
  ]);
});

it('one family keeps one open task where both had one; the undone one is overdue and visited again', async () => {
  births.clock.moveTo(OVERDUE);
  const { one, other, pair } = await twice();
  await births.sweep();
  const [ended] = await tasks(other);
  await decide(pair, one);
  const kept = await tasks(one);
  expect(kept.filter(({ state }) => state === 'OPEN')).toHaveLength(1);
  expect(kept.find(({ id }) => id === ended?.id)).toMatchObject({ state: 'WITHDRAWN' });
  expect((await deadlinesOf(ended!.id)).filter(({ state }) => state === 'PENDING')).toEqual([]);

  await births.ask(registrar(), UNDO, undo(await pairOf(one)));
  await worker.workOff();
  expect(await watch(other)).toMatchObject({ state: 'AWAITING_APPLICATION', duplicate_of: null });
  await births.sweep();
  expect(await watch(other)).toMatchObject({ state: 'OVERDUE' });
  expect((await tasks(other)).map(({ state }) => state).sort()).toEqual(['OPEN', 'WITHDRAWN']);
});

it('an undo before anything was carried out leaves everything as it was, and it can be decided anew', async () => {
  const { one, other, pair } = await twice();
  const { decideDuplicate } = await births.ask(registrar(), DECIDE, same(pair, one));
  const { undoDuplicate } = await births.ask(registrar(), UNDO, undo(decideDuplicate));
  expect(undoDuplicate).toMatchObject({ state: 'OPEN', kept: null });
  await worker.workOff();
  expect(await events(other)).toEqual([]);
  expect(await births.refusal(registrar(), UNDO, undo(undoDuplicate))).toMatchObject({ code: 'TRANSITION_REFUSED' });
  await decide(undoDuplicate, other);
  expect(await watch(one)).toMatchObject({ state: 'CANCELLED' });
});

it('an application made with the paper of the closed one counts for the child', async () => {
  const { one, other, pair } = await twice();
  await decide(pair, one);
  const fact = { notificationId: other.notificationId, personId: randomUUID() };
  await births.hear('BirthCertificateApplied', { ...fact, appliedAt: '2024-06-01T04:00:00Z' });
  expect(await watch(one)).toMatchObject({ state: 'APPLIED' });
  expect(await watch(other)).toMatchObject({ state: 'CANCELLED' });
  await births.hear('BirthCertificateIssued', { ...fact, issuedAt: '2024-06-02T04:00:00Z' });
  expect(await watch(one)).toMatchObject({ state: 'DOCUMENTED' });
});

it('who gave up the child of a closed notification is not visited because of the kept one; a death ends that as well', async () => {
  const { one, other, pair } = await twice();
  await decide(pair, one);
  const state = async (name: string, said: object) => {
    const { version } = (await row('SELECT version FROM birth_notification WHERE id = $1', other.notificationId)) as {
      version: number;
    };
    const mutation = `mutation ($input: Record${name}Input!) { record${name}(input: $input) { id } }`;
    await births.ask(hospital(BISHKEK.facility), mutation, {
      input: { notificationId: other.notificationId, version, ...said },
    });
  };
  await state('CareStatus', { careStatus: 'RELINQUISHED' });
  const kept = 'SELECT care_status, responsible, state FROM documentation_watch WHERE id = $1';
  expect(await row(kept, one.watchId)).toMatchObject({ care_status: 'RELINQUISHED', responsible: 'GUARDIANSHIP' });
  const told = await births.database.admin(
    `SELECT subject_id FROM outbox_event WHERE type = 'ChildStandingChanged' AND payload->>'careStatus' = 'RELINQUISHED'
     AND subject_id = ANY ($1)`,
    [[one.notificationId, other.notificationId]],
  );
  expect(told).toHaveLength(2);
  await state('ChildDeath', {});
  expect(await row(kept, one.watchId)).toMatchObject({ state: 'CANCELLED' });
  expect((await deadlinesOf(one.watchId)).filter((deadline) => deadline.state === 'PENDING')).toEqual([]);
});

it('the other services are told how both notifications of the child stand, and of the closed one’s own standing after an undo', async () => {
  const { one, other, pair } = await twice();
  const standing = async ({ notificationId }: Child) => {
    const sql = `SELECT payload FROM outbox_event WHERE subject_id = $1 AND type = 'ChildStandingChanged'
      ORDER BY subject_version DESC LIMIT 1`;
    return (await row(sql, notificationId))?.payload;
  };
  const decided = await decide(pair, one);
  expect(await standing(other)).toMatchObject({ territory: 'KG-C-03', careStatus: 'WITH_PARENTS', died: false });
  const state = async (name: string, said: object) => {
    const of = await row('SELECT version FROM birth_notification WHERE id = $1', one.notificationId);
    const mutation = `mutation ($input: Record${name}Input!) { record${name}(input: $input) { id } }`;
    await births.ask(hospital(), mutation, { input: { notificationId: one.notificationId, ...of, ...said } });
  };
  await state('CareStatus', { careStatus: 'IN_CARE' });
  await state('ChildDeath', {});
  const apart = { careStatus: 'IN_CARE', died: true, territory: 'KG-C-03' };
  expect([await standing(one), await standing(other)]).toMatchObject([apart, apart]);
  await births.ask(registrar(), UNDO, undo(decided));
  await worker.workOff();
  expect(await standing(one)).toMatchObject(apart);
  expect(await standing(other)).toMatchObject({ territory: 'KG-GB-03', careStatus: 'WITH_PARENTS', died: false });
});

it('of three notifications of one child none is closed in a chain', async () => {
  const of = mother();
  const [a, b, c] = [await births.notify(of), await births.notify(of), await births.notify(of)];
  await worker.workOff();
  const between = async (x: Child, y: Child) =>
    (await pairs(births)).find(({ one, other }) =>
      [x, y].every(({ notificationId }) => [one?.id, other?.id].includes(notificationId)),
    ) as Pair;
  const closed = await between(a, c);
  await decide(await between(a, b), b);
  const later = { ...closed, version: closed.version + 1 };
  expect(await births.refusal(registrar(), DECIDE, same(later, c))).toMatchObject({
    code: 'CONFLICT',
    reason: 'NOTIFICATION_CLOSED',
  });
  expect(await births.refusal(registrar(), DECIDE, same(await between(b, c), c))).toMatchObject({
    code: 'CONFLICT',
    reason: 'NOTIFICATION_KEPT',
  });
  await decide(await between(b, c), b);
  expect((await watch(c))?.duplicate_of).toBe(b.watchId);
});

it.each([
  ['registrar of one side', () => registrar('KG-C'), {}, { code: 'FORBIDDEN', reason: 'TERRITORY_OF_ANOTHER' }],
  ['registrar of neither', () => registrar('KG-O'), {}, { code: 'NOT_FOUND' }],
  ['hospital', () => hospital(), {}, { code: 'FORBIDDEN', reason: 'ROLE_NOT_ALLOWED' }],
  ['social worker', () => socialWorker('KG'), {}, { code: 'FORBIDDEN', reason: 'ROLE_NOT_ALLOWED' }],
  ['stale version', () => registrar(), { version: 7 }, { code: 'CONFLICT', reason: 'STALE_VERSION' }],
  ['nothing kept', () => registrar(), { keep: null }, { reason: 'KEEP_REQUIRED', field: 'input.keep' }],
  ['a third kept', () => registrar(), { keep: randomUUID() }, { reason: 'KEEP_REQUIRED', field: 'input.keep' }],
  ['no grounds', () => registrar(), { grounds: ' ' }, { code: 'BAD_USER_INPUT', field: 'input.grounds' }],
])('is refused: %s', async (_what, principal, said, refusal) => {
  const { one, other, pair } = await twice();
  expect(await births.refusal(principal(), DECIDE, same(pair, one, said))).toMatchObject(refusal);
  await worker.workOff();
  expect(await watch(other)).toMatchObject({ state: 'AWAITING_APPLICATION' });
});

it('says who may decide, and why not', async () => {
  const { pair } = await twice();
  const ask = `{ duplicateCandidate(id: "${pair.id}") { allowedActions { action allowed reason } } }`;
  expect((await births.ask(registrar('KG-C'), ask)).duplicateCandidate.allowedActions).toEqual([
    { action: 'decideDuplicate', allowed: false, reason: 'TERRITORY_OF_ANOTHER' },
    { action: 'undoDuplicate', allowed: false, reason: 'TERRITORY_OF_ANOTHER' },
  ]);
  expect((await births.ask(registrar(), ask)).duplicateCandidate.allowedActions).toEqual([
    { action: 'decideDuplicate', allowed: true, reason: null },
    { action: 'undoDuplicate', allowed: false, reason: 'STATE_DOES_NOT_ALLOW' },
  ]);
});
