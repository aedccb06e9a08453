import { randomUUID } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import { workerPrincipal } from '@kamkor/principal';
import { aCitizen, aPrincipal, waitUntil } from '@kamkor/testing';
import { birthsDeadlines } from '../deadlines.js';
import { lawOf } from '../law.js';
import { BirthsUnderTest, guardianship, socialWorker } from '../testing/births.js';
import { lookForYoungMothers } from './young-mothers.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open();
  await births.nameWorker(guardianship());
}, 60_000);
afterAll(async () => {
  expect(births.graph.unexpected).toEqual([]);
  await births.close();
});

const RECORD = `mutation ($input: RecordVisitInput!) { recordVisit(input: $input) {
  id obstacles task { id version visits { id obstacles reasons } } } }`;

type Said = Parameters<BirthsUnderTest['notify']>[0];

async function overdueTask(said: Said = {}) {
  births.clock.moveTo('2024-07-26T05:00:00Z');
  const child = await births.notify(said);
  await births.sweep();
  const [task] = await births.database.admin<{ id: string; version: number }>(
    'SELECT id, version FROM outreach_task WHERE watch_id = $1',
    [child.watchId],
  );
  const personId = randomUUID();
  const motherPersonId = randomUUID();
  const recorded = { notificationId: child.notificationId, birthRecordId: randomUUID(), motherPersonId, personId };
  await births.hear('ChildRecorded', { ...recorded, registryState: 'CREATED' });
  return { ...child, task: task!, personId, motherPersonId };
}

const visit = (task: { id: string; version: number }, said: object = {}) => ({
  taskId: task.id,
  version: task.version,
  visitedAt: '2024-07-26T04:00:00Z',
  outcome: 'PROMISED',
  metWith: ['MOTHER'],
  reasons: [],
  obstacles: [],
  familyKnows: null,
  ...said,
});

const told = (visitId: string) =>
  births.database.admin<{ type: string; payload: Record<string, unknown> }>(
    'SELECT type, payload FROM outbox_event WHERE subject_id = $1 ORDER BY subject_version',
    [visitId],
  );

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape
const nodesOf = (list: { edges: { node: any }[] }) => list.edges.map(({ node }) => node);

describe('a parent who lacks documents', () => {
  const lacking = {
    obstacles: ['PARENT_LACKS_DOCUMENT'],
    lackedDocuments: [
      { parent: 'MOTHER', document: 'PASSPORT' },
      { parent: 'FATHER', document: 'MARRIAGE_CERTIFICATE' },
      { parent: 'MOTHER', document: 'PASSPORT' },
    ],
  };

  it('is told to the registry, each document once, with the one parent that is known', async () => {
    const { task, notificationId, motherPersonId } = await overdueTask();
    const { recordVisit } = await births.ask(socialWorker(), RECORD, { input: visit(task, lacking) });
    expect((await told(recordVisit.id)).map(({ payload }) => payload)).toMatchObject([
      { document: 'PASSPORT', parent: 'MOTHER', parentPersonId: motherPersonId, notificationId, withheld: false },
      { document: 'MARRIAGE_CERTIFICATE', parent: 'FATHER', parentPersonId: null, territory: 'KG-C-03' },
    ]);
  });

  it('is not named where the child is not with the mother', async () => {
    const { task } = await overdueTask({ careStatus: 'RELINQUISHED' });
    const { recordVisit } = await births.ask(guardianship(), RECORD, { input: visit(task, lacking) });
    expect((await told(recordVisit.id))[0]?.payload).toMatchObject({ parentPersonId: null, withheld: true });
  });

  it('is to be said with which document', async () => {
    const { task } = await overdueTask();
    const input = visit(task, { obstacles: ['PARENT_LACKS_DOCUMENT'] });
    expect(await births.refusal(socialWorker(), RECORD, { input })).toMatchObject({
      reason: 'DOCUMENTS_MISSING',
      field: 'input.lackedDocuments',
    });
  });
});

describe('siblings without documents', () => {
  const siblings = (...undocumentedSiblings: object[]) => ({
    obstacles: ['UNDOCUMENTED_SIBLINGS'],
    undocumentedSiblings,
  });
  const watches = (motherPersonId: string) =>
    births.database.admin<{ id: string; state: string; notification_id: string }>(
      `SELECT id, state, birth_date, birth_date_approximate, care_status, notification_id FROM documentation_watch
       WHERE mother_person = $1 AND sibling_id IS NOT NULL ORDER BY birth_date DESC`,
      [motherPersonId],
    );
  const elder = { birthDate: '2020-03-01', birthDateApproximate: true, sex: 'MALE', givenName: 'Азамат' };
  const younger = { birthDate: '2022-05-10', sex: 'FEMALE' };

  it('are each watched and have a task of their own, which ends with their certificate', async () => {
    const { task, motherPersonId } = await overdueTask();
    const { recordVisit } = await births.ask(socialWorker(), RECORD, { input: visit(task, siblings(younger, elder)) });
    const [first, second] = await watches(motherPersonId);
    expect([first, second]).toMatchObject([
      { state: 'AWAITING_APPLICATION', birth_date_approximate: false, care_status: 'WITH_PARENTS' },
      { state: 'AWAITING_APPLICATION', birth_date_approximate: true },
    ]);
    expect((await told(recordVisit.id)).map(({ payload }) => payload)).toMatchObject([
      { siblingId: first!.notification_id, birthDate: '2022-05-10', givenName: null, motherPersonId },
      { siblingId: second!.notification_id, birthDate: '2020-03-01', birthDateApproximate: true, givenName: 'Азамат' },
    ]);
    await births.sweep();
    const query = `query { outreachTasks(first: 100, states: [OPEN]) { edges { node { id watch { id state } } } } }`;
    const open = nodesOf((await births.ask(socialWorker(), query)).outreachTasks);
    for (const { id } of [first!, second!]) {
      expect(open).toContainEqual(expect.objectContaining({ watch: { id, state: 'OVERDUE' } }));
    }
    const notificationId = second!.notification_id;
    await births.hear('BirthCertificateIssued', {
      notificationId,
      personId: randomUUID(),
      issuedAt: '2024-07-26T04:30:00Z',
    });
    expect(
      await births.database.admin('SELECT state, closing FROM outreach_task WHERE watch_id = $1', [second!.id]),
    ).toEqual([{ state: 'CLOSED', closing: 'DOCUMENTED' }]);
  });

  it('are the same at the next visit, and from the task of one of them; twins are two', async () => {
    const { task, motherPersonId } = await overdueTask();
    const said = siblings(younger, younger, elder);
    const first = await births.ask(socialWorker(), RECORD, { input: visit(task, said) });
    await births.ask(socialWorker(), RECORD, { input: visit(first.recordVisit.task, said) });
    expect(await watches(motherPersonId)).toHaveLength(3);
    await births.sweep();
    const [one] = await watches(motherPersonId);
    const [own] = await births.database.admin<{ id: string; version: number }>(
      'SELECT id, version FROM outreach_task WHERE watch_id = $1',
      [one!.id],
    );
    const newborn = { birthDate: '2024-05-25', sex: 'FEMALE' };
    await births.ask(socialWorker(), RECORD, { input: visit(own!, siblings(newborn, elder)) });
    expect(await watches(motherPersonId)).toHaveLength(3);
  });

  it('born with the newborn are watched, however many were not notified', async () => {
    const { task, motherPersonId } = await overdueTask();
    const twin = { birthDate: '2024-05-25', sex: 'MALE' };
    const first = await births.ask(socialWorker(), RECORD, { input: visit(task, siblings(twin)) });
    expect(await watches(motherPersonId)).toHaveLength(1);
    const same = { birthDate: '2024-05-25', sex: 'FEMALE' };
    await births.ask(socialWorker(), RECORD, { input: visit(first.recordVisit.task, siblings(same, same, twin)) });
    expect(await watches(motherPersonId)).toHaveLength(2);
  });

  it('are one child when named first without a name and then with it, which is kept', async () => {
    const { task, motherPersonId } = await overdueTask();
    const says = async (on: { id: string; version: number }, ...named: object[]) =>
      (await births.ask(socialWorker(), RECORD, { input: visit(on, siblings(...named)) })).recordVisit.task;
    let now = await says(task, { ...younger, sex: 'UNDETERMINED' });
    now = await says(now, { ...younger, givenName: 'Айгерим' });
    now = await says(now, younger);
    expect(await watches(motherPersonId)).toHaveLength(1);
    await says(now, { ...younger, givenName: 'Бегимай' });
    expect(await watches(motherPersonId)).toHaveLength(2);
    const named = await births.database.admin(
      `SELECT s.given_name, s.sex, w.given_name AS watched FROM undocumented_sibling s
       JOIN documentation_watch w ON w.sibling_id = s.id WHERE w.mother_person = $1 ORDER BY s.given_name`,
      [motherPersonId],
    );
    expect(named).toEqual([
      { given_name: 'Айгерим', sex: 'FEMALE', watched: 'Айгерим' },
      { given_name: 'Бегимай', sex: 'FEMALE', watched: 'Бегимай' },
    ]);
  });

  it('named at two visits at the same moment are noted once', async () => {
    const { task, motherPersonId, notificationId } = await overdueTask();
    await births.ask(socialWorker(), RECORD, { input: visit(task, siblings(younger)) });
    await births.sweep();
    const tasks = await births.database.admin<{ id: string; version: number }>(
      `SELECT t.id, t.version FROM outreach_task t JOIN documentation_watch w ON w.id = t.watch_id
       WHERE w.notification_id = $1 OR w.sibling_of = $1`,
      [notificationId],
    );
    expect(tasks).toHaveLength(2);
    await Promise.all(
      tasks.map((one) => births.ask(socialWorker(), RECORD, { input: visit(one, siblings(younger, elder)) })),
    );
    expect(await watches(motherPersonId)).toHaveLength(2);
  });

  it('are found with their family by whoever is sent for them, and by nobody else', async () => {
    const mother = { identity: 'NAMED', familyName: 'Жапарова', givenName: 'Бурул' } as const;
    const contact = { motherAddress: 'Кемин, Ленин 4', informantPhone: '+996555123456' };
    const { task, notificationId } = await overdueTask({ mother, facilityRecordNumber: 'F/9', ...contact });
    await births.ask(socialWorker(), RECORD, { input: visit(task, siblings(elder)) });
    await births.sweep();
    const found = async (who: Parameters<typeof births.ask>[0], args: string) =>
      nodesOf(
        (
          await births.ask(
            who,
            `{ outreachTasks(first: 100, ${args}) { edges { node { watch { notification { id } birthDateApproximate givenName
              siblingOf { id motherAddress informantPhone mother { familyName } } } } } } }`,
          )
        ).outreachTasks,
      ).map(({ watch: { notification, ...watch } }: { watch: { notification: { id: string } | null } }) => ({
        ...watch,
        notified: notification?.id ?? null,
      }));
    const sibling = {
      notified: null,
      birthDateApproximate: true,
      givenName: 'Азамат',
      siblingOf: { id: notificationId, ...contact, mother: { familyName: 'Жапарова' } },
    };
    const newborn = { notified: notificationId, birthDateApproximate: false, givenName: null, siblingOf: null };
    for (const args of ['motherName: "Japarova"', 'facilityRecordNumber: "F/9"']) {
      const tasks = await found(socialWorker(), args);
      expect(tasks).toHaveLength(2);
      expect(tasks).toEqual(expect.arrayContaining([sibling, newborn]));
      expect(await found(guardianship(), args)).toEqual([]);
      expect(await found(socialWorker('KG-C-01'), args)).toEqual([]);
    }
    const LIST = `{ documentationWatches(motherName: "Жапарова") { totalCount } }`;
    const registrar = aPrincipal({ roles: ['registrar'], territory: 'KG-C-03' });
    expect((await births.ask(registrar, LIST)).documentationWatches.totalCount).toBe(2);
  });

  it('of a child who is not with the mother are not led to her', async () => {
    const { task, motherPersonId } = await overdueTask({ careStatus: 'RELINQUISHED' });
    const { recordVisit } = await births.ask(guardianship(), RECORD, { input: visit(task, siblings(younger)) });
    expect(await watches(motherPersonId)).toEqual([]);
    expect((await told(recordVisit.id))[0]?.payload).toMatchObject({
      motherPersonId: null,
      careStatus: 'RELINQUISHED',
    });
  });
});

describe('a concern about safety', () => {
  const LIST = `query { safetyConcerns(first: 100) { edges { node { id version state grounds note dueAt overdueSince motherName
    child { id } allowedActions { action allowed } } } } }`;
  const concerned = { safetyConcern: { grounds: ['VIOLENCE'], note: 'Телефонго чалбагыла' } };
  const seenBy = async (who = guardianship()) => nodesOf((await births.ask(who, LIST)).safetyConcerns);
  const ofChild = async (personId: string) =>
    (await seenBy()).find(({ child }: { child: { id: string } | null }) => child?.id === personId);

  it('reaches protection workers of the territory and leaves no trace for anybody else', async () => {
    const { task, personId, motherPersonId } = await overdueTask();
    const { recordVisit } = await births.ask(socialWorker(), RECORD, { input: visit(task, concerned) });
    expect(recordVisit.obstacles).toEqual([]);
    expect(await told(recordVisit.id)).toEqual([]);
    expect(await ofChild(personId)).toMatchObject({
      state: 'RAISED',
      grounds: ['VIOLENCE'],
      motherName: 'Асанова Айгүл',
      dueAt: '2024-07-27T18:00:00Z',
    });
    expect(await seenBy(guardianship('KG-C-01'))).toEqual([]);
    for (const role of ['social-worker', 'social-supervisor', 'registrar', 'auditor', 'admin'] as const) {
      const refused = await births.refusal(aPrincipal({ roles: [role], territory: 'KG' }), LIST);
      expect(refused).toMatchObject({ code: 'FORBIDDEN' });
    }
    const kinds = 'query { birthDeadlines(first: 100) { edges { node { kind } } } }';
    const registrar = aPrincipal({ roles: ['registrar'], territory: 'KG' });
    for (const who of [socialWorker(), registrar]) {
      expect(JSON.stringify(await births.ask(who, kinds))).not.toContain('SAFETY');
    }
    const log = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person { birthsAccessLog(first: 50) {
      edges { node { operation change rules } } } } } }`;
    for (const id of [personId, motherPersonId]) {
      const of = [{ __typename: 'Person', id }];
      expect(JSON.stringify(await births.ask(aCitizen(id), log, { of }))).not.toMatch(/safety/i);
    }
    const rows = await births.database.asPrincipal(socialWorker('KG'), () => countConcerns());
    expect(rows).toBe(0);
  });

  it.each([
    [{ grounds: [], note: 'Коркунуч бар' }, 'SAFETY_GROUNDS_MISSING', 'safetyConcern.grounds'],
    [{ grounds: ['THREAT'], note: 'ж'.repeat(2_001) }, 'TEXT_LENGTH', 'safetyConcern.note'],
    [{ grounds: ['OTHER'] }, 'SAFETY_NOTE_MISSING', 'safetyConcern.note'],
  ])('%j is refused with %s on %s, and no visit is left', async (safetyConcern, reason, field) => {
    const { task } = await overdueTask();
    const refused = await births.refusal(socialWorker(), RECORD, { input: visit(task, { safetyConcern }) });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', reason, field: `input.${field}` });
    expect(await births.database.admin('SELECT id FROM outreach_visit WHERE task_id = $1', [task.id])).toEqual([]);
  });

  it('is taken up and closed, in this order, and marked when nobody does', async () => {
    const { task, personId } = await overdueTask();
    await births.ask(socialWorker(), RECORD, { input: visit(task, concerned) });
    births.clock.moveTo('2024-07-27T18:00:01Z');
    await births.sweep();
    const late = await ofChild(personId);
    expect(late).toMatchObject({ overdueSince: '2024-07-27T18:00:00Z', version: 2 });
    const close = `mutation ($input: CloseSafetyConcernInput!) { closeSafetyConcern(input: $input) { state version } }`;
    const take = `mutation ($input: TakeUpSafetyConcernInput!) { takeUpSafetyConcern(input: $input) { state version dueAt takenUpBy } }`;
    const input = { safetyConcernId: late.id, version: 2 };
    const outcome = 'PROTECTED';
    expect(await births.refusal(guardianship(), close, { input: { ...input, outcome } })).toMatchObject({
      code: 'TRANSITION_REFUSED',
      state: 'RAISED',
    });
    expect(await births.refusal(guardianship('KG-C-01'), take, { input })).toMatchObject({ code: 'NOT_FOUND' });
    const { takeUpSafetyConcern } = await births.ask(guardianship(), take, { input });
    expect(takeUpSafetyConcern).toMatchObject({ state: 'TAKEN_UP', version: 3, dueAt: null });
    expect(await births.refusal(guardianship(), take, { input })).toMatchObject({ code: 'CONFLICT' });
    const closed = await births.ask(guardianship(), close, { input: { ...input, version: 3, outcome } });
    expect(closed.closeSafetyConcern).toEqual({ state: 'CLOSED', version: 4 });
  });

  it('is raised by the age of the mother alone, once, when the registry has answered', async () => {
    const mother = { identity: 'NAMED', familyName: 'Асанова', givenName: 'Айгүл', birthDate: '2009-01-01' } as const;
    const { personId, notificationId, motherPersonId } = await overdueTask({ mother });
    const recorded = { notificationId, birthRecordId: randomUUID(), motherPersonId, personId };
    await births.hear('ChildRecorded', { ...recorded, registryState: 'MATCHED' });
    const raised = (await seenBy()).filter(({ child }: { child: { id: string } | null }) => child?.id === personId);
    expect(raised).toMatchObject([{ grounds: ['MOTHER_UNDER_AGE'], state: 'RAISED' }]);
  });

  it('raised by the age of the mother names the child also where the registry answers in that moment', async () => {
    const mother = { identity: 'NAMED', familyName: 'Асанова', givenName: 'Айгүл', birthDate: '2009-01-01' } as const;
    const { notificationId } = await births.notify({ mother });
    const [personId, motherPersonId] = [randomUUID(), randomUUID()];
    const recorded = { notificationId, birthRecordId: randomUUID(), motherPersonId, personId };
    const law = lawOf({ KAMKOR_PROFILE: 'KG' });
    const { answered } = await births.database.asPrincipal(
      workerPrincipal('births'),
      async () => {
        await lookForYoungMothers([notificationId], law, birthsDeadlines(law).safetyConcern);
        const answered = births.hear('ChildRecorded', { ...recorded, registryState: 'CREATED' });
        await waitUntil('the answer waits for the look', async () => {
          const [{ waiting }] = (await births.database.admin(
            `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
          )) as [{ waiting: number }];
          return waiting > 0;
        });
        return { answered };
      },
      { role: 'worker', clock: births.clock },
    );
    await answered;
    const raised = await births.database.admin(
      'SELECT child_person, mother_person FROM safety_concern WHERE notification_id = $1',
      [notificationId],
    );
    expect(raised).toEqual([{ child_person: personId, mother_person: motherPersonId }]);
  });
});

const countConcerns = async (): Promise<number> => (await tx().sql('SELECT id FROM safety_concern')).length;
