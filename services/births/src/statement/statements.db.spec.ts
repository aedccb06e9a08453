import { randomUUID } from 'node:crypto';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, type Child, guardianship, hospital, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-08-01T06:00:00Z');
}, 60_000);
afterAll(() => births.close());

const CARE = `mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id careStatus statedAt notification { id } } }`;
const DEATH = `mutation ($input: RecordChildDeathInput!) { recordChildDeath(input: $input) { id diedOn } }`;
const VISIT = `mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }`;

const state = async ({ notificationId }: Child) =>
  (
    await births.database.admin<Record<string, unknown>>(
      `SELECT n.version, n.care_status, w.responsible AS watch, w.state, w.cancellation, t.id AS task, t.responsible,
         t.state AS task_state, t.closing, t.assigned_to,
         (SELECT array_agg(DISTINCT d.owner) FROM deadline d WHERE d.subject_id IN (w.id, t.id) AND d.state = 'PENDING') AS owners
       FROM birth_notification n JOIN documentation_watch w ON w.notification_id = n.id
       LEFT JOIN outreach_task t ON t.watch_id = w.id WHERE n.id = $1`,
      [notificationId],
    )
  )[0]!;
/** What the other services were told of how the child stands, in order. */
const told = async ({ notificationId }: Child) =>
  (
    await births.database.admin<{ payload: object }>(
      `SELECT payload FROM outbox_event WHERE subject_id = $1 AND type = 'ChildStandingChanged' ORDER BY subject_version`,
      [notificationId],
    )
  ).map(({ payload }) => payload);
const STANDING = ({ notificationId }: Child) => ({
  notificationId,
  territory: 'KG-C-03',
  careStatus: 'WITH_PARENTS',
  died: false,
});
const care = ({ notificationId }: Child, careStatus: string, version = 1) => ({
  input: { notificationId, version, careStatus },
});

describe('a care status that is stated later', () => {
  it('gives watch, open task and deadlines to guardianship, out of the sight of the social unit and the mother', async () => {
    const child = await births.notify();
    const mother = randomUUID();
    await births.hear('ChildRecorded', {
      notificationId: child.notificationId,
      birthRecordId: randomUUID(),
      registryState: 'CREATED' as const,
      personId: randomUUID(),
      motherPersonId: mother,
    });
    await births.sweep();
    const worker = socialWorker();
    const BIRTH = 'query ($id: UUID!) { birthNotification(id: $id) { id documentation { id } } }';
    const sees = async (who: typeof worker) =>
      (await births.ask(who, BIRTH, { id: child.notificationId })).birthNotification !== null;
    expect(await sees(aCitizen(mother))).toBe(true);
    const { recordCareStatus } = await births.ask(worker, CARE, care(child, 'ABANDONED'));
    expect(recordCareStatus).toMatchObject({ careStatus: 'ABANDONED', notification: null });
    expect(await state(child)).toMatchObject({
      care_status: 'ABANDONED',
      watch: 'GUARDIANSHIP',
      responsible: 'GUARDIANSHIP',
      task_state: 'OPEN',
      owners: ['GUARDIANSHIP'],
    });
    expect(await Promise.all([worker, aCitizen(mother), guardianship()].map(sees))).toEqual([false, false, true]);
    expect(await told(child)).toEqual([{ ...STANDING(child), careStatus: 'ABANDONED' }]);
  });

  it('that is stated while a sweep lapses the term opens no task for the social unit', async () => {
    births.clock.moveTo('2024-08-01T06:00:00Z');
    const children = await Promise.all(Array.from({ length: 10 }, () => births.notify()));
    const stating = children.map((child) => births.refusal(hospital(), CARE, care(child, 'RELINQUISHED')));
    const [refused] = await Promise.all([Promise.all(stating), births.sweep()]);
    expect(refused).toEqual(children.map(() => undefined));
    await births.sweep();
    for (const child of children) {
      expect(await state(child)).toMatchObject({
        responsible: 'GUARDIANSHIP',
        watch: 'GUARDIANSHIP',
        state: 'OVERDUE',
      });
    }
  });

  it('is repeated by nobody, said of nobody else’s child, and taken back by guardianship alone', async () => {
    const child = await births.notify();
    const refused = (who: Parameters<typeof births.refusal>[0], ...said: Parameters<typeof care>) =>
      births.refusal(who, CARE, care(...said));
    expect(await refused(hospital('KG-GO-F01'), child, 'ABANDONED')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(socialWorker('KG-O-02'), child, 'ABANDONED')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(aPrincipal({ roles: ['citizen'] }), child, 'ABANDONED')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(hospital(), child, 'ABANDONED', 7)).toMatchObject({ code: 'CONFLICT' });
    expect(await refused(hospital(), child, 'WITH_PARENTS')).toMatchObject({ reason: 'CARE_STATUS_UNCHANGED' });
    await births.ask(hospital(), CARE, care(child, 'RELINQUISHED'));
    expect(await refused(hospital(), child, 'WITH_PARENTS', 2)).toMatchObject({ reason: 'ONLY_GUARDIANSHIP_RETURNS' });
    await births.ask(guardianship(), CARE, care(child, 'WITH_PARENTS', 2));
    expect(await state(child)).toMatchObject({ watch: 'SOCIAL_UNIT', care_status: 'WITH_PARENTS' });
  });
});

it('of a sibling found at a visit is told under its own id', async () => {
  const child = await births.notify();
  await births.sweep();
  const { task } = await state(child);
  const input = {
    taskId: task,
    version: 1,
    visitedAt: births.clock.now().toString(),
    outcome: 'PROMISED',
    metWith: ['MOTHER'],
    reasons: [],
    obstacles: ['UNDOCUMENTED_SIBLINGS'],
    familyKnows: null,
    undocumentedSiblings: [{ birthDate: '2022-05-10', sex: 'FEMALE' }],
  };
  await births.ask(socialWorker(), VISIT, { input });
  const [sibling] = await births.database.admin<Child>(
    'SELECT id AS "notificationId" FROM undocumented_sibling WHERE family = $1',
    [child.notificationId],
  );
  await births.ask(socialWorker(), CARE, care(sibling!, 'IN_CARE'));
  const { notificationId } = sibling!;
  await births.ask(guardianship(), DEATH, { input: { notificationId, version: 2, diedOn: null } });
  expect(await told(sibling!)).toEqual([
    { ...STANDING(sibling!), careStatus: 'IN_CARE' },
    { ...STANDING(sibling!), careStatus: 'IN_CARE', died: true },
  ]);
  expect(await told(child)).toEqual([]);
});

describe('a child that died', () => {
  const death = ({ notificationId }: Child, diedOn: string | null = '2024-07-01', version = 1) => ({
    input: { notificationId, version, diedOn },
  });

  it('is watched no more: no task, no deadline, and a sweep does nothing', async () => {
    const [young, overdue] = [await births.notify({ bornAt: '2024-07-30T08:00:00+06:00' }), await births.notify()];
    await births.sweep();
    await births.ask(hospital(), DEATH, death(young, '2024-07-31'));
    expect(await told(young)).toEqual([{ ...STANDING(young), died: true }]);
    await births.ask(socialWorker(), DEATH, death(overdue));
    expect(await state(young)).toMatchObject({
      state: 'CANCELLED',
      cancellation: 'CHILD_DIED',
      task: null,
      owners: null,
    });
    expect(await state(overdue)).toMatchObject({
      state: 'CANCELLED',
      cancellation: 'CHILD_DIED',
      task_state: 'WITHDRAWN',
      closing: 'CHILD_DIED',
      owners: null,
    });
    births.clock.moveTo('2024-12-01T06:00:00Z');
    await births.sweep();
    expect((await state(young)).task).toBeNull();
    births.clock.moveTo('2024-12-01T06:00:01Z');
  });

  it('as a visit found ends the task with that visit', async () => {
    const child = await births.notify();
    await births.sweep();
    const { task } = await state(child);
    const input = {
      taskId: task,
      version: 1,
      visitedAt: '2024-12-01T06:00:00Z',
      outcome: 'CHILD_DIED',
      metWith: ['FATHER'],
      reasons: [],
      obstacles: [],
      familyKnows: null,
    };
    await births.ask(socialWorker(), VISIT, { input });
    expect(await state(child)).toMatchObject({
      state: 'CANCELLED',
      task_state: 'CLOSED',
      closing: 'CHILD_DIED',
      owners: null,
    });
    expect(await births.refusal(socialWorker(), VISIT, { input })).toMatchObject({ reason: 'VISIT_RECORDED_BEFORE' });
  });

  it('leaves no visit due on the task that ends by it', async () => {
    const child = await births.notify();
    await births.sweep();
    const { task } = await state(child);
    const promised = {
      taskId: task,
      version: 1,
      visitedAt: births.clock.now().toString(),
      outcome: 'PROMISED',
      metWith: ['FATHER'],
      reasons: [],
      obstacles: [],
      familyKnows: null,
    };
    await births.ask(socialWorker(), VISIT, { input: promised });
    const due = () =>
      births.database.admin(
        'SELECT next_visit_due_at IS NOT NULL AS next, reminder_due_at IS NOT NULL AS reminder FROM outreach_task WHERE id = $1',
        [task],
      );
    expect(await due()).toEqual([{ next: true, reminder: true }]);
    await births.ask(socialWorker(), DEATH, death(child));
    expect(await due()).toEqual([{ next: false, reminder: false }]);
  });

  it('is stated once, between birth and today, and never of a stillbirth', async () => {
    const child = await births.notify();
    const refused = (...said: Parameters<typeof death>) => births.refusal(hospital(), DEATH, death(...said));
    expect(await refused(child, '2024-05-24')).toMatchObject({ reason: 'DEATH_BEFORE_BIRTH', field: 'input.diedOn' });
    expect(await refused(child, '2024-12-02')).toMatchObject({ reason: 'DEATH_IN_FUTURE', field: 'input.diedOn' });
    await births.ask(hospital(), DEATH, death(child, null));
    expect(await refused(child, null, 2)).toMatchObject({ code: 'TRANSITION_REFUSED', state: 'DIED' });
    expect(await refused(await births.notify({ live: false }))).toMatchObject({ reason: 'STILLBIRTH' });
  });
});
