import { randomUUID } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import type { Principal } from '@kamkor/principal';
import { aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, guardianship, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
}, 60_000);
afterAll(async () => {
  expect(births.graph.unexpected).toEqual([]);
  await births.close();
});

const HERE = socialWorker();
const THERE = socialWorker('KG-O-02');
const RECORD = `mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id visitedAt recordedAt obstacles
  task { id state visitCount visits { id } } } }`;
const TASK = 'query ($id: UUID!) { outreachTask(id: $id) { version state visitCount dueAt visits { id } } }';
const CARE = 'mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id } }';
const DEATH = 'mutation ($input: RecordChildDeathInput!) { recordChildDeath(input: $input) { id } }';
const OFFER = 'mutation ($input: OfferHandoverInput!) { offerHandover(input: $input) { id version } }';
const ACCEPT = 'mutation ($input: AcceptHandoverInput!) { acceptHandover(input: $input) { id } }';

type Said = Parameters<BirthsUnderTest['notify']>[0];

/** A child that is overdue with an open task on 26 July 2024; the clock is at the 29th, when the network is back. */
async function visitedOffline(said: Said = {}) {
  births.clock.moveTo('2024-07-26T02:00:00Z');
  const child = await births.notify(said);
  await births.sweep();
  const [task] = await births.database.admin<{ id: string }>('SELECT id FROM outreach_task WHERE watch_id = $1', [
    child.watchId,
  ]);
  const [personId, motherPersonId] = [randomUUID(), randomUUID()];
  const recorded = { notificationId: child.notificationId, birthRecordId: randomUUID(), motherPersonId, personId };
  await births.hear('ChildRecorded', { ...recorded, registryState: 'CREATED' });
  births.clock.moveTo('2024-07-29T05:00:00Z');
  return { ...child, taskId: task!.id, personId, motherPersonId };
}
type Visited = Awaited<ReturnType<typeof visitedOffline>>;

const FOUND = {
  reasons: ['NO_DOCUMENTS'],
  circumstances: ['POVERTY'],
  familyKnows: true,
  obstacles: ['HARD_LIFE_SITUATION', 'PARENT_LACKS_DOCUMENT', 'UNDOCUMENTED_SIBLINGS'],
  lackedDocuments: [{ parent: 'MOTHER', document: 'PASSPORT' }],
  undocumentedSiblings: [{ birthDate: '2021-02-03', sex: 'MALE', givenName: 'Азамат' }],
  safetyConcern: { grounds: ['VIOLENCE'], note: 'Телефонго чалбагыла' },
};
const offline = ({ taskId }: Visited, said: object = {}) => ({
  taskId,
  version: 1,
  visitedAt: '2024-07-26T04:00:00Z',
  outcome: 'PROMISED',
  metWith: ['MOTHER'],
  reasons: [],
  obstacles: [],
  familyKnows: null,
  ...said,
});
const record = async (who: Principal, input: object) => (await births.ask(who, RECORD, { input })).recordVisit;
const certify = ({ notificationId, personId }: Visited, issuedAt = '2024-07-27T05:00:00Z') =>
  births.hear('BirthCertificateIssued', { notificationId, personId, issuedAt });
async function handOver({ taskId }: Visited) {
  const { version } = (await births.ask(HERE, TASK, { id: taskId })).outreachTask;
  const input = { taskId, version, territory: 'KG-O-02' };
  const { offerHandover } = await births.ask(HERE, OFFER, { input });
  await births.ask(THERE, ACCEPT, { input: offerHandover });
}
async function state(who: Principal, { notificationId }: Visited, mutation: string, said: object) {
  const [birth] = await births.database.admin<{ version: number }>(
    'SELECT version FROM birth_notification WHERE id = $1',
    [notificationId],
  );
  await births.ask(who, mutation, { input: { notificationId, version: birth!.version, ...said } });
}
const told = (visitId: string) =>
  births.database.admin<{ type: string; payload: Record<string, unknown> }>(
    'SELECT type, payload FROM outbox_event WHERE subject_id = $1 ORDER BY subject_version',
    [visitId],
  );
const concernOf = (visitId: string) =>
  births.database.admin('SELECT territory, grounds, note, mother_name, state FROM safety_concern WHERE visit_id = $1', [
    visitId,
  ]);
const siblingOf = (visitId: string) =>
  births.database.admin(
    `SELECT w.responsible, w.territory, w.care_status, w.mother_person FROM undocumented_sibling s
     JOIN documentation_watch w ON w.sibling_id = s.id WHERE s.visit_id = $1`,
    [visitId],
  );
const pending = (taskId: string) =>
  births.database.admin(
    `SELECT kind, due_at::text, version FROM deadline WHERE subject_id = $1 AND state = 'PENDING' ORDER BY kind`,
    [taskId],
  );
const REPORT = `query ($period: ReportPeriodInput!) { documentationReport(period: $period, territory: "KG-C-03") {
  figures { newlyOverdue { documentedVisited documentedUnvisited } byReason { reason children } } } }`;
async function figures() {
  const period = { from: '2024-07-01', to: '2024-07-29' };
  const auditor = aPrincipal({ roles: ['auditor'], territory: 'KG' });
  return (await births.ask(auditor, REPORT, { period })).documentationReport.figures;
}

describe('a visit that is recorded after its task ended', () => {
  it('by the certificate is kept with all that it found, and counted, and sets nothing going again', async () => {
    const child = await visitedOffline();
    await certify(child);
    const { newlyOverdue: before } = await figures();
    const ACTIONS = 'query ($id: UUID!) { outreachTask(id: $id) { allowedActions { action allowed } } }';
    const { allowedActions } = (await births.ask(HERE, ACTIONS, { id: child.taskId })).outreachTask;
    expect(allowedActions.filter(({ allowed }: { allowed: boolean }) => allowed)).toEqual([
      { action: 'recordVisit', allowed: true },
    ]);
    const visit = await record(HERE, offline(child, FOUND));
    expect(visit.task).toEqual({ id: child.taskId, state: 'CLOSED', visitCount: 1, visits: [{ id: visit.id }] });
    expect(await pending(child.taskId)).toEqual([]);
    expect(await concernOf(visit.id)).toEqual([
      {
        territory: 'KG-C-03',
        grounds: ['VIOLENCE'],
        note: 'Телефонго чалбагыла',
        state: 'RAISED',
        mother_name: 'Асанова Айгүл',
      },
    ]);
    const { motherPersonId } = child;
    expect(await told(visit.id)).toMatchObject([
      { type: 'HardLifeSituationFound', payload: { motherPersonId, responsible: 'SOCIAL_UNIT' } },
      { type: 'ParentDocumentLacking', payload: { parentPersonId: motherPersonId, withheld: false } },
      { type: 'UndocumentedSiblingFound', payload: { motherPersonId, careStatus: 'WITH_PARENTS' } },
    ]);
    expect(await siblingOf(visit.id)).toMatchObject([{ responsible: 'SOCIAL_UNIT', mother_person: motherPersonId }]);
    const { newlyOverdue: after, byReason } = await figures();
    expect(after).toEqual({
      documentedVisited: before.documentedVisited + 1,
      documentedUnvisited: before.documentedUnvisited - 1,
    });
    expect(byReason.find(({ reason }: { reason: string }) => reason === 'NO_DOCUMENTS').children).toBe(1);
  });

  it('before anybody had visited makes of a withdrawn task one that was visited', async () => {
    const child = await visitedOffline();
    const { notificationId, personId } = child;
    await births.hear('BirthCertificateApplied', { notificationId, personId, appliedAt: '2024-07-20T00:00:00Z' });
    expect((await births.ask(HERE, TASK, { id: child.taskId })).outreachTask.state).toBe('WITHDRAWN');
    expect((await record(HERE, offline(child))).task).toMatchObject({ state: 'CLOSED', visitCount: 1 });
  });

  it('and took place after that is taken from who cannot have known, and from nobody later', async () => {
    const child = await visitedOffline();
    await certify(child);
    const later = { visitedAt: '2024-08-28T17:59:59Z' };
    births.clock.moveTo('2024-09-05T05:00:00Z');
    expect((await record(HERE, offline(child, { ...later, ...FOUND }))).task).toMatchObject({ visitCount: 1 });
    const tooLate = offline(child, { visitedAt: '2024-08-28T18:00:00Z' });
    expect(await births.refusal(HERE, RECORD, { input: tooLate })).toMatchObject({
      code: 'TRANSITION_REFUSED',
      reason: 'VISIT_AFTER_END',
      field: 'input.visitedAt',
      state: 'CLOSED',
    });
  });

  it('is the same visit when its visitor sends it again', async () => {
    const child = await visitedOffline();
    await certify(child);
    await record(HERE, offline(child));
    expect(await births.refusal(HERE, RECORD, { input: offline(child) })).toMatchObject({
      code: 'CONFLICT',
      reason: 'VISIT_RECORDED_BEFORE',
      field: 'input.visitedAt',
    });
    expect(await births.refusal(HERE, RECORD, { input: offline(child, { metWith: ['FATHER'] }) })).toBeDefined();
    const another = offline(child, { visitedAt: '2024-07-26T06:00:00Z' });
    expect((await record(HERE, another)).task).toMatchObject({ visitCount: 2 });
  });
});

describe('a visit that is recorded after its task went to another unit', () => {
  it('is taken from the former unit, seen by the new one, and moves no deadline of theirs', async () => {
    const child = await visitedOffline();
    await handOver(child);
    const deadlines = await pending(child.taskId);
    const visit = await record(HERE, offline(child, FOUND));
    expect(visit).toMatchObject({ visitedAt: '2024-07-26T04:00:00Z', task: null });
    expect(await pending(child.taskId)).toEqual(deadlines);
    const { outreachTask } = await births.ask(THERE, TASK, { id: child.taskId });
    expect(outreachTask).toMatchObject({ state: 'OPEN', visitCount: 1, visits: [{ id: visit.id }] });
    expect(await concernOf(visit.id)).toMatchObject([{ territory: 'KG-O-02', mother_name: 'Асанова Айгүл' }]);
    expect(await siblingOf(visit.id)).toMatchObject([{ responsible: 'SOCIAL_UNIT', territory: 'KG-O-02' }]);
    expect(await told(visit.id)).toMatchObject([
      { payload: { territory: 'KG-O-02', motherPersonId: child.motherPersonId } },
      { payload: { territory: 'KG-O-02' } },
      { payload: { territory: 'KG-O-02' } },
    ]);
  });

  it('is answered again by its key, although the visitor does not see the task', async () => {
    const child = await visitedOffline();
    await handOver(child);
    const first = await record(HERE, offline(child));
    const seen = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on OutreachVisit { id task { id } } } }`;
    const of = [{ __typename: 'OutreachVisit', id: first.id }];
    expect((await births.ask(HERE, seen, { of }))._entities).toEqual([{ id: first.id, task: null }]);
    const colleague = { ...HERE, subject: 'a-colleague' };
    expect((await births.ask(colleague, seen, { of }))._entities).toEqual([null]);
    const movedAway = { ...socialWorker('KG-C-01'), subject: HERE.subject };
    expect((await births.ask(movedAway, seen, { of }))._entities).toEqual([null]);
  });

  it('is taken from nobody else', async () => {
    const child = await visitedOffline();
    await handOver(child);
    for (const who of [socialWorker('KG-C-01'), guardianship(), aPrincipal({ roles: ['social-worker'] })]) {
      expect(await births.refusal(who, RECORD, { input: offline(child) })).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it.each<[string, (child: Visited) => Promise<void>]>([
    ['another unit', handOver],
    ['guardianship', (child) => state(HERE, child, CARE, { careStatus: 'RELINQUISHED' })],
  ])(
    '%s is taken for the offline period after, and its former unit never learns how the task stands',
    async (_to, move) => {
      const [open, ended] = [await visitedOffline(), await visitedOffline()];
      for (const child of [open, ended]) await move(child);
      await certify(ended, '2024-08-20T05:00:00Z');
      births.clock.moveTo('2024-09-20T05:00:00Z');
      for (const child of [open, ended]) {
        const refused = await births.refusal(HERE, RECORD, {
          input: offline(child, { visitedAt: '2024-08-28T18:00:00Z' }),
        });
        expect(refused).toEqual({ code: 'NOT_FOUND', reason: 'NO_SUCH_RECORD' });
        expect((await record(HERE, offline(child, { visitedAt: '2024-08-28T17:59:59Z' }))).task).toBeNull();
      }
    },
  );

  it('has the period anew where the task came back and went again', async () => {
    const child = await visitedOffline();
    const goes = (who: Principal, careStatus: string) => state(who, child, CARE, { careStatus });
    await goes(HERE, 'IN_CARE');
    await goes(guardianship(), 'WITH_PARENTS');
    births.clock.moveTo('2024-09-20T05:00:00Z');
    await goes(HERE, 'IN_CARE');
    expect((await record(HERE, offline(child, { visitedAt: '2024-09-19T04:00:00Z' }))).task).toBeNull();
  });

  it('of a child who is no longer with the mother leads nobody to her', async () => {
    const child = await visitedOffline();
    await state(HERE, child, CARE, { careStatus: 'RELINQUISHED' });
    const visit = await record(HERE, offline(child, FOUND));
    expect(visit.task).toBeNull();
    expect(await told(visit.id)).toMatchObject([
      {
        type: 'HardLifeSituationFound',
        payload: { motherPersonId: null, responsible: 'GUARDIANSHIP', foundBy: 'SOCIAL_UNIT' },
      },
      { type: 'ParentDocumentLacking', payload: { parentPersonId: null, withheld: true } },
      { type: 'UndocumentedSiblingFound', payload: { motherPersonId: null, careStatus: 'RELINQUISHED' } },
    ]);
    expect(await siblingOf(visit.id)).toMatchObject([{ responsible: 'GUARDIANSHIP', mother_person: null }]);
    expect(await concernOf(visit.id)).toMatchObject([{ grounds: ['VIOLENCE'], state: 'RAISED' }]);
    const trail = await births.database.admin(
      `SELECT withheld_from_person FROM trail_entry WHERE subject_id = $1 AND change = 'VISIT_RECORDED'`,
      [visit.id],
    );
    expect(trail).toEqual([{ withheld_from_person: true }]);
    const { outreachTask } = await births.ask(guardianship(), TASK, { id: child.taskId });
    expect(outreachTask).toMatchObject({ visitCount: 0, visits: [] });
  });

  it('also where the task had ended before the child was given up', async () => {
    const child = await visitedOffline();
    await certify(child);
    await state(HERE, child, CARE, { careStatus: 'ABANDONED' });
    const visit = await record(HERE, offline(child, FOUND));
    expect((await told(visit.id))[0]?.payload).toMatchObject({ motherPersonId: null, responsible: 'GUARDIANSHIP' });
    expect(await siblingOf(visit.id)).toMatchObject([{ responsible: 'GUARDIANSHIP', mother_person: null }]);
    expect(await concernOf(visit.id)).toHaveLength(1);
  });

  it('by guardianship is not told to the unit of a child who is with its parents again', async () => {
    const child = await visitedOffline({ careStatus: 'IN_CARE' });
    await state(guardianship(), child, CARE, { careStatus: 'WITH_PARENTS' });
    const visit = await record(guardianship(), offline(child, { metWith: ['FACILITY_STAFF'] }));
    expect(visit).toMatchObject({ task: null });
    const { outreachTask } = await births.ask(HERE, TASK, { id: child.taskId });
    expect(outreachTask).toMatchObject({ visitCount: 0, visits: [] });
  });

  it('and a care status stated at the same moment are both taken', async () => {
    for (let round = 0; round < 5; round += 1) {
      const child = await visitedOffline();
      const [visit] = await Promise.all([
        record(HERE, offline(child, FOUND)),
        state(HERE, child, CARE, { careStatus: 'IN_CARE' }),
      ]);
      const payload = (await told(visit.id))[0]!.payload;
      expect([payload.responsible, payload.motherPersonId]).toEqual(
        payload.responsible === 'GUARDIANSHIP' ? ['GUARDIANSHIP', null] : ['SOCIAL_UNIT', child.motherPersonId],
      );
    }
  });
});

describe('a visit to a family whose child has died', () => {
  it('raises what endangers somebody, and sends nobody to a mother in mourning', async () => {
    const child = await visitedOffline();
    await state(HERE, child, DEATH, { diedOn: '2024-07-27' });
    const visit = await record(HERE, offline(child, FOUND));
    expect((await told(visit.id)).map(({ type }) => type)).toEqual(['UndocumentedSiblingFound']);
    expect(await concernOf(visit.id)).toHaveLength(1);
    expect(visit.obstacles).toEqual(FOUND.obstacles);
  });

  it('that says what was stated before is taken as well', async () => {
    const child = await visitedOffline();
    await state(HERE, child, DEATH, { diedOn: '2024-07-27' });
    const visitedAt = '2024-07-28T04:00:00Z';
    expect((await record(HERE, offline(child, { outcome: 'CHILD_DIED', visitedAt }))).task.visitCount).toBe(1);
    expect(
      await births.database.admin('SELECT id FROM child_statement WHERE notification_id = $1', [child.notificationId]),
    ).toHaveLength(1);
  });

  it.each<[string, (child: Visited) => Promise<void>]>([
    ['another unit', handOver],
    ['guardianship', (child) => state(HERE, child, CARE, { careStatus: 'RELINQUISHED' })],
  ])('ends the task that has gone to %s', async (_where, move) => {
    const child = await visitedOffline();
    await move(child);
    await record(HERE, offline(child, { outcome: 'CHILD_DIED' }));
    const [watch] = await births.database.admin(
      `SELECT w.state, w.cancellation, t.state AS task FROM documentation_watch w JOIN outreach_task t ON t.watch_id = w.id
       WHERE w.id = $1`,
      [child.watchId],
    );
    expect(watch).toMatchObject({
      state: 'CANCELLED',
      cancellation: 'CHILD_DIED',
      task: expect.not.stringMatching('OPEN'),
    });
    expect(await pending(child.taskId)).toEqual([]);
  });
});

describe('with SQL of their own', () => {
  const attempt = (who: Principal, sql: string, values: unknown[]) =>
    births.database.asPrincipal(who, () => tx().sql(sql, values), { clock: births.clock });
  const VISIT = `INSERT INTO outreach_visit (id, task_id, notification_id, territory, responsible, made_in, visited_at, recorded_at,
    recorded_by, outcome, met_with, reasons, obstacles, circumstances)
    VALUES (gen_random_uuid(), $1, $2, $3, $4, $6, now(), now(), $5, 'REFUSED', '{}', '{}', '{}', '{}')`;

  it('nobody writes a visit of a task that was never theirs, nor into another territory or body', async () => {
    const child = await visitedOffline();
    const { taskId, notificationId } = child;
    const write = (who: Principal, place: string, body: string, madeIn = who.territory) =>
      attempt(who, VISIT, [taskId, notificationId, place, body, who.subject, madeIn]);
    await expect(write(HERE, 'KG-O-02', 'SOCIAL_UNIT')).rejects.toThrow('row-level security');
    await expect(write(HERE, 'KG-C-03', 'GUARDIANSHIP')).rejects.toThrow('row-level security');
    await expect(write(THERE, 'KG-C-03', 'SOCIAL_UNIT')).rejects.toThrow('row-level security');
    await expect(write(THERE, 'KG-O-02', 'SOCIAL_UNIT')).rejects.toThrow('row-level security');
    await handOver(child);
    await expect(write(HERE, 'KG-C-03', 'SOCIAL_UNIT')).rejects.toThrow('row-level security');
    await expect(write(HERE, 'KG-O-02', 'SOCIAL_UNIT', 'KG-O-02')).rejects.toThrow('row-level security');
    await expect(write(HERE, 'KG-O-02', 'SOCIAL_UNIT')).resolves.toBeDefined();
  });

  it('nobody notes a sibling or raises a concern but of an own visit, where its child is', async () => {
    const child = await visitedOffline();
    const { id } = await record(HERE, offline(child));
    const sibling = (who: Principal, place: string, body = 'SOCIAL_UNIT') =>
      attempt(
        who,
        `INSERT INTO undocumented_sibling (id, family, visit_id, birth_date, birth_date_approximate, sex, given_name,
           territory, responsible, found_at, recorded_by)
         VALUES (gen_random_uuid(), $1, $2, '2020-01-01', false, 'MALE', '', $3, $4, now(), $5)`,
        [child.notificationId, id, place, body, who.subject],
      );
    const concern = (who: Principal, place: string) =>
      attempt(
        who,
        `INSERT INTO safety_concern (id, notification_id, visit_id, territory, grounds, raised_at, recorded_by)
         VALUES (gen_random_uuid(), $1, $2, $3, '{THREAT}', now(), $4)`,
        [child.notificationId, id, place, who.subject],
      );
    const colleague = { ...HERE, subject: 'a-colleague' };
    for (const write of [
      sibling(colleague, 'KG-C-03'),
      sibling(HERE, 'KG-O-02'),
      sibling(HERE, 'KG-C-03', 'GUARDIANSHIP'),
      concern(colleague, 'KG-C-03'),
      concern(HERE, 'KG-O-02'),
    ]) {
      await expect(write).rejects.toThrow('row-level security');
    }
    await expect(concern(HERE, 'KG-C-03')).resolves.toBeDefined();
  });
});
