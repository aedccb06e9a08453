import { randomUUID } from 'node:crypto';
import { aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, type Child, guardianship, socialWorker } from '../../testing/births.js';
import { DECIDE, duplicateWorker, type Pair, pairs, registrar, UNDO } from '../../testing/duplicates.js';

const OVERDUE = '2024-07-26T05:00:00Z';
let births: BirthsUnderTest;
let worker: Awaited<ReturnType<typeof duplicateWorker>>;
let serial = 0;
beforeAll(async () => {
  births = await BirthsUnderTest.open(OVERDUE);
  worker = await duplicateWorker(births);
}, 60_000);
afterAll(async () => {
  expect(worker.errors).toEqual([]);
  expect(births.graph.unexpected).toEqual([]);
  await births.close();
});

type Known = Child & { readonly person: string; readonly mother: string };

async function record(child: Child, person: string = randomUUID()): Promise<Known> {
  const mother = randomUUID();
  await births.hear('ChildRecorded', {
    notificationId: child.notificationId,
    birthRecordId: randomUUID(),
    registryState: 'CREATED',
    personId: person,
    motherPersonId: mother,
  });
  return { ...child, person, mother };
}

/** One child notified twice, with the pair that was found. */
async function twice() {
  serial += 1;
  const mother = { identity: 'PIN' as const, pin: `1250519900${String(serial).padStart(4, '0')}` };
  const one = await births.notify({ mother });
  const other = await births.notify({ mother, facility: 'KG-GB-03-F01', motherTerritory: 'KG-GB-03' });
  await worker.workOff();
  return { one, other, pair: await pairOf(one) };
}
const pairOf = async ({ notificationId }: Child) =>
  (await pairs(births)).find(({ one, other }) => [one?.id, other?.id].includes(notificationId)) as Pair;
async function decide({ id, version }: Pair, { notificationId: keep }: Child) {
  await births.ask(registrar(), DECIDE, {
    input: { candidateId: id, version, decision: 'SAME', keep, grounds: 'мать и день совпадают' },
  });
  await worker.workOff();
}
async function undo(of: Child) {
  const { id, version } = await pairOf(of);
  await births.ask(registrar(), UNDO, { input: { candidateId: id, version, reason: 'два ребёнка' } });
  await worker.workOff();
}
const merge = ({ person }: Known, kept: Known) =>
  births.hear('PersonMerged', {
    personId: person,
    keptPersonId: kept.person,
    withheld: false,
    mergedAt: OVERDUE,
  });
const part = ({ person }: Known, kept: Known) =>
  births.hear('PersonMergeUndone', { personId: person, keptPersonId: kept.person, undoneAt: OVERDUE });

const openTask = async ({ notificationId }: Child) => {
  const [task] = await births.database.admin<{ id: string; version: number }>(
    `SELECT id, version FROM outreach_task WHERE notification_id = $1 AND state = 'OPEN'`,
    [notificationId],
  );
  return task!;
};
const whoseDeadlines = async (...subjects: string[]) => {
  const rows = await births.database.admin<{ kind: string; person: string | null }>(
    `SELECT kind, person FROM deadline WHERE subject_id = ANY ($1) AND state = 'PENDING' ORDER BY kind`,
    [subjects],
  );
  return rows.map(({ kind, person }) => [kind, person]);
};
const visit = async (task: { id: string; version: number }, by = socialWorker(), said: object = {}) => {
  const input = {
    taskId: task.id,
    version: task.version,
    visitedAt: OVERDUE,
    outcome: 'PROMISED',
    metWith: ['MOTHER'],
  };
  const mutation = 'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';
  return (await births.ask(by, mutation, { input: { ...input, reasons: [], obstacles: [], ...said } })).recordVisit.id;
};
const concernOf = async (visitId: string) => {
  const [concern] = await births.database.admin<{ id: string; child_person: string; mother_person: string }>(
    'SELECT id, child_person, mother_person FROM safety_concern WHERE visit_id = $1',
    [visitId],
  );
  return concern!;
};
const unsafe = { safetyConcern: { grounds: ['VIOLENCE'] } };

const found = async (person: string, by = registrar()) => {
  const list = `{ birthDeadlines(person: "${person}") { edges { node { kind } } } }`;
  return (await births.ask(by, list)).birthDeadlines.edges
    .map(({ node }: { node: { kind: string } }) => node.kind)
    .sort();
};
const log = async (id: string) => {
  const query = `{ birthsAccessLog(person: "${id}", first: 100) { edges { node { change } } } }`;
  const { birthsAccessLog } = await births.ask(aPrincipal({ roles: ['auditor'] }), query);
  return birthsAccessLog.edges.flatMap(({ node }: { node: { change: string | null } }) => node.change ?? []);
};

it('a deadline that began before the registry knew the child is the child’s from the answer on', async () => {
  const child = await births.notify({ bornAt: '2024-07-20T08:30:00+06:00' });
  expect(await whoseDeadlines(child.watchId)).toEqual([['CERTIFICATE_APPLICATION', null]]);
  const { person } = await record(child);
  expect(await whoseDeadlines(child.watchId)).toEqual([['CERTIFICATE_APPLICATION', person]]);
  expect(await found(person)).toEqual(['CERTIFICATE_APPLICATION']);
  expect(await found(randomUUID())).toEqual([]);
});

it('so is that of a task and of a concern, which then has the mother as well', async () => {
  const child = await births.notify();
  await births.sweep();
  const task = await openTask(child);
  const concern = await concernOf(await visit(task, socialWorker(), unsafe));
  expect(concern).toMatchObject({ child_person: null, mother_person: null });
  const { person, mother } = await record(child);
  expect(await whoseDeadlines(task.id, concern.id)).toEqual([
    ['OUTREACH_NEXT_VISIT', person],
    ['OUTREACH_REMINDER', person],
    ['OUTREACH_REVIEW', person],
    ['SAFETY_CONCERN', person],
  ]);
  const [row] = await births.database.admin('SELECT child_person, mother_person FROM safety_concern WHERE id = $1', [
    concern.id,
  ]);
  expect(row).toEqual({ child_person: person, mother_person: mother });
  expect(await found(person)).not.toContain('SAFETY_CONCERN');
  await births.nameWorker(guardianship());
  expect(await found(person, guardianship())).toEqual(['SAFETY_CONCERN']);
  expect((await log(person)).join()).not.toContain('SAFETY');
});

it('the access log tells of the deadline’s end, and never of one that guardianship looks after', async () => {
  births.clock.moveTo('2024-07-20T05:00:00Z');
  const here = await record(await births.notify());
  const away = await record(await births.notify({ careStatus: 'RELINQUISHED' }));
  births.clock.moveTo(OVERDUE);
  await births.sweep();
  expect(await log(here.person)).toContain('DEADLINE_LAPSED:CERTIFICATE_APPLICATION');
  expect((await log(away.person)).join()).not.toMatch(/DEADLINE|TASK/);
});

it('after SAME everything that runs is the kept child’s, and after the undo each has its own; so is the access log', async () => {
  const { one, other, pair } = await twice();
  await births.sweep();
  const [kept, closed] = [await record(one), await record(other)];
  const task = await openTask(closed);
  const bishkek = socialWorker('KG-GB-03');
  const concern = await concernOf(await visit(task, bishkek, unsafe));
  await decide(pair, one);
  await merge(closed, kept);
  expect(await whoseDeadlines(concern.id)).toEqual([['SAFETY_CONCERN', kept.person]]);
  const moved = await births.database.admin(
    `SELECT child_person FROM outreach_task WHERE id = $1
     UNION ALL SELECT child_person FROM outreach_visit WHERE task_id = $1`,
    [task.id],
  );
  expect(moved).toEqual([{ child_person: kept.person }, { child_person: kept.person }]);
  expect(await found(closed.person)).toEqual([]);
  expect(await log(kept.person)).toEqual(expect.arrayContaining(['CLOSED_AS_DUPLICATE', 'KEPT_OF_DUPLICATES']));
  const both = (await log(kept.person)).filter((change: string) => change === 'CHILD_RECORDED');
  expect(both).toHaveLength(2);

  await undo(one);
  await part(closed, kept);
  expect(await whoseDeadlines(concern.id)).toEqual([['SAFETY_CONCERN', closed.person]]);
  expect((await log(kept.person)).filter((change: string) => change === 'CHILD_RECORDED')).toHaveLength(1);
  expect(await log(kept.person)).not.toContain('CLOSED_AS_DUPLICATE');
  expect(await log(closed.person)).toEqual(expect.arrayContaining(['CLOSED_AS_DUPLICATE', 'DUPLICATE_UNDONE']));
});

it('what the registry answers about the closed one after SAME stays with it; about the kept one, it reaches what was moved', async () => {
  const { one, other, pair } = await twice();
  await births.sweep();
  const task = await openTask(other);
  const concern = await concernOf(await visit(task, socialWorker('KG-GB-03'), unsafe));
  await births.database.admin(
    `UPDATE outreach_task SET state = 'WITHDRAWN', closing = 'WATCH_CANCELLED', closed_at = now()
    WHERE watch_id = $1`,
    [one.watchId],
  );
  await decide(pair, one);
  expect((await openTask(one)).id).toBe(task.id);
  const closed = await record(other);
  const kept = await record(one);
  expect(new Set((await whoseDeadlines(task.id, concern.id)).map(([, person]) => person))).toEqual(
    new Set([kept.person]),
  );
  await undo(one);
  const [row] = await births.database.admin('SELECT child_person FROM outreach_task WHERE id = $1', [task.id]);
  expect(row).toEqual({ child_person: closed.person });
  const whose = (await whoseDeadlines(task.id, concern.id)).map(([, person]) => person);
  expect(new Set(whose)).toEqual(new Set([closed.person]));
});
