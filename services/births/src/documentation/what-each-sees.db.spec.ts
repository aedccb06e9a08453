import { randomUUID } from 'node:crypto';
import { tx } from '@kamkor/persistence';
import type { Principal } from '@kamkor/principal';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, type Child, guardianship, hospital, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
let child: Child;
let given: Child;
const mother = randomUUID();
const person = randomUUID();

beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-08-01T06:00:00Z');
  child = await births.notify();
  given = await births.notify({ careStatus: 'RELINQUISHED' });
  await births.notify({ facility: 'KG-GO-F01', motherTerritory: 'KG-GO' });
  for (const [{ notificationId }, personId] of [
    [child, person],
    [given, randomUUID()],
  ] as const) {
    await births.hear('ChildRecorded', {
      notificationId,
      birthRecordId: randomUUID(),
      motherPersonId: mother,
      registryState: 'CREATED' as const,
      personId,
    });
  }
  await births.sweep();
}, 60_000);
afterAll(() => births.close());

/** How many rows of each table somebody sees with SQL of their own, past every filter of the application. */
async function rowsSeenBy(principal: Principal): Promise<number[]> {
  return births.database.asPrincipal(principal, async () => {
    const [counts] = await tx().sql<Record<string, number>>(`SELECT
      (SELECT count(*)::int FROM birth_notification) AS n, (SELECT count(*)::int FROM documentation_watch) AS w,
      (SELECT count(*)::int FROM outreach_task) AS t, (SELECT count(*)::int FROM outreach_visit) AS v`);
    return Object.values(counts!);
  });
}

it.each<[string, () => Principal, number[]]>([
  ['nobody', () => aPrincipal(), [0, 0, 0, 0]],
  ['the social unit of the district', () => socialWorker(), [1, 1, 1, 0]],
  ['the social unit of another district', () => socialWorker('KG-C-01'), [0, 0, 0, 0]],
  ['the social unit of a province with a similar code', () => socialWorker('KG-G'), [0, 0, 0, 0]],
  ['guardianship of the district', () => guardianship(), [1, 1, 1, 0]],
  ['the registrar of the district', () => aPrincipal({ roles: ['registrar'], territory: 'KG-C-03' }), [2, 2, 0, 0]],
  ['the hospital', () => hospital(), [2, 0, 0, 0]],
  ['a hospital that was given a territory', () => ({ ...hospital(), territory: 'KG' }), [2, 0, 0, 0]],
  ['another hospital', () => hospital('KG-N-06-F01'), [0, 0, 0, 0]],
  [
    'an official whose token lists a facility',
    () => ({ ...socialWorker('KG-B'), facilities: ['KG-GO-F01'] }),
    [0, 0, 0, 0],
  ],
  ['the mother', () => aCitizen(mother), [1, 1, 0, 0]],
  ['another citizen', () => aCitizen(randomUUID()), [0, 0, 0, 0]],
  ['an auditor of the whole country', () => aPrincipal({ roles: ['auditor', 'admin'], territory: 'KG' }), [0, 0, 0, 0]],
])('%s sees no more than its own', async (_who, principal, rows) => {
  expect(await rowsSeenBy(principal())).toEqual(rows);
});

it.each([
  `INSERT INTO documentation_watch (id, notification_id, care_status, responsible, territory, territory_source, birth_date,
     born_at, due_at) SELECT gen_random_uuid(), id, care_status, 'SOCIAL_UNIT', 'KG-B', territory_source, birth_date, born_at,
     born_at FROM birth_notification LIMIT 1`,
  `UPDATE birth_notification SET care_status = 'WITH_PARENTS'`,
  'DELETE FROM birth_notification',
  `UPDATE outreach_task SET state = 'CLOSED'`,
])('what is stored is not to be changed past the use cases: %s', async (statement) => {
  const both = aPrincipal({ roles: ['hospital', 'social-worker'], territory: 'KG', facilities: ['KG-C-03-F01'] });
  await expect(births.database.asPrincipal(both, () => tx().sql(statement))).rejects.toThrow();
});

const OWN = `query { birthNotifications { totalCount edges { node { id documentation { state wasOverdue } } } }
  documentationWatches { edges { node { id } } } }`;

it('the mother sees the child she has and how far it is, and nothing of the one she gave up', async () => {
  const { birthNotifications, documentationWatches } = await births.ask(aCitizen(mother), OWN);
  expect(birthNotifications).toMatchObject({
    totalCount: 1,
    edges: [{ node: { id: child.notificationId, documentation: { state: 'OVERDUE', wasOverdue: true } } }],
  });
  expect(documentationWatches.edges).toEqual([{ node: { id: child.watchId } }]);
});

it('the mother is denied the task, and of the child she gave up nothing is there by reference either', async () => {
  const task = 'query { documentationWatches { edges { node { task { id } } } } }';
  expect(await births.refusal(aCitizen(mother), task)).toMatchObject({ code: 'FORBIDDEN' });
  const byReference = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on DocumentationWatch { id state } } }`;
  const { _entities } = await births.ask(aCitizen(mother), byReference, {
    of: [child, given].map(({ watchId }) => ({ __typename: 'DocumentationWatch', id: watchId })),
  });
  expect(_entities).toEqual([{ id: child.watchId, state: 'OVERDUE' }, null]);
});

it('a person and a territory of the registry know their documentation, as far as the caller may see', async () => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person { id documentation { state } }
    ... on Territory { id documentation { watched overdue everOverdue documented counted } } } }`;
  const of = [
    { __typename: 'Person', id: person },
    { __typename: 'Territory', id: 'KG-C-03' },
    { __typename: 'Territory', id: 'KG' },
    { __typename: 'Territory', id: 'KG-GO' },
  ];
  const counts = { watched: 1, overdue: 1, everOverdue: 1, documented: 0 };
  expect((await births.ask(socialWorker(), query, { of }))._entities).toEqual([
    { id: person, documentation: { state: 'OVERDUE' } },
    { id: 'KG-C-03', documentation: { ...counts, counted: 'WHOLE' } },
    { id: 'KG', documentation: { ...counts, counted: 'PART' } },
    { id: 'KG-GO', documentation: null },
  ]);
});

it('a deadline is seen by the body that has to act; a registrar sees the terms of applications, not who is sent', async () => {
  const query = 'query { birthDeadlines(states: [PENDING, LAPSED]) { edges { node { kind owner } } } }';
  const owners = async (who: Principal) =>
    (await births.ask(who, query)).birthDeadlines.edges
      .map(({ node }: { node: { owner: string } }) => node.owner)
      .sort();
  expect(await owners(socialWorker())).toEqual(['SOCIAL_UNIT', 'SOCIAL_UNIT', 'SOCIAL_UNIT']);
  expect(await owners(guardianship())).toEqual(['GUARDIANSHIP', 'GUARDIANSHIP', 'GUARDIANSHIP']);
  const registrar = aPrincipal({ roles: ['registrar'], territory: 'KG-C-03' });
  const { birthDeadlines } = await births.ask(registrar, query);
  expect(birthDeadlines.edges.map(({ node }: { node: { kind: string } }) => node.kind)).toEqual([
    'CERTIFICATE_APPLICATION',
    'CERTIFICATE_APPLICATION',
  ]);
});

it('each read is in the trail under the child, and what the mother must not learn of is withheld from her', async () => {
  const query = 'query { outreachTasks { edges { node { id visits { id } } } } }';
  await births.ask(guardianship(), query);
  await births.ask(socialWorker(), query);
  const reads = await births.database.admin<{ person: string; withheld: boolean }>(
    `SELECT person, withheld_from_person AS withheld FROM trail_entry WHERE operation = 'Query.outreachTasks' ORDER BY id`,
  );
  expect(reads.map(({ person: of, withheld }) => [of === person, withheld])).toEqual([
    [false, true],
    [true, false],
  ]);
});

it('who saw the number and names of a mother is in her own log, but not of the child she gave up', async () => {
  const query = 'query Parents { birthNotifications { edges { node { id mother { pin familyName } } } } }';
  await births.ask(aPrincipal({ roles: ['registrar'], territory: 'KG-C-03' }), query);
  const hers = await births.database.admin(
    `SELECT subject_id AS id, field_groups AS groups, withheld_from_person AS withheld FROM trail_entry
     WHERE person = $1 AND operation = 'Query.birthNotifications' AND 'registrar' = ANY (actor_roles)`,
    [mother],
  );
  expect(hers).toEqual([{ id: child.notificationId, groups: ['mother-as-notified'], withheld: false }]);
});

it('address and telephone are for who visits the family, and for nobody while the child is not with its parents', async () => {
  births.clock.moveTo('2024-08-01T06:00:00Z');
  const contact = { motherAddress: 'Кемин, Ленин 4', informantPhone: '+996555123456' };
  const CONTACT = 'query ($id: UUID!) { birthNotification(id: $id) { motherAddress informantPhone } }';
  const CARE = 'mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id } }';
  const TASKS = `{ outreachTasks(first: 100) { edges { node { watch { notification { id motherAddress informantPhone } } } } } }`;
  const { notificationId: id } = await births.notify(contact);
  await births.sweep();
  const registrar = aPrincipal({ roles: ['registrar'], territory: 'KG-C-03' });
  const ofTask = async (who: Principal) =>
    (await births.ask(who, TASKS)).outreachTasks.edges
      .map(({ node }: { node: { watch: { notification: { id: string } | null } } }) => node.watch.notification)
      .find((birth: { id: string } | null) => birth?.id === id);
  expect(await ofTask(socialWorker())).toEqual({ id, ...contact });
  const nothing = { motherAddress: null, informantPhone: null };
  for (const who of [registrar, hospital()]) {
    expect((await births.ask(who, CONTACT, { id })).birthNotification).toEqual(contact);
  }
  await births.ask(hospital(), CARE, { input: { notificationId: id, version: 1, careStatus: 'RELINQUISHED' } });
  expect(await ofTask(socialWorker())).toBeUndefined();
  expect(await ofTask(guardianship())).toEqual({ id, ...nothing });
  for (const who of [registrar, hospital(), guardianship()]) {
    expect((await births.ask(who, CONTACT, { id })).birthNotification).toEqual(nothing);
  }
});

it('guardianship cares for the child without being told who gave it up, nor finding out by her name', async () => {
  const PARENTS = `query ($id: UUID!) { birthNotification(id: $id) { id mother { pin familyName } father { familyName }
    informantPhone motherAddress } }`;
  const details = { informantPhone: '+996 555 000001', motherAddress: 'Кемин, 1' };
  const father = { identity: 'NAMED', familyName: 'Асанов', givenName: 'Бакыт' } as const;
  const apart = await births.notify({ careStatus: 'RELINQUISHED', father, ...details });
  const ask = async (who: Principal) =>
    (await births.ask(who, PARENTS, { id: apart.notificationId })).birthNotification;
  expect(await ask(guardianship())).toEqual({
    id: apart.notificationId,
    mother: null,
    father: null,
    informantPhone: null,
    motherAddress: null,
  });
  const registrar = aPrincipal({ roles: ['registrar'], territory: 'KG-C-03' });
  for (const who of [registrar, hospital()]) expect((await ask(who)).mother.familyName).toBe('Асанова');
  for (const list of ['birthNotifications', 'documentationWatches', 'outreachTasks']) {
    const found = async (who: Principal, search: string) =>
      (await births.ask(who, `{ ${list}(first: 100, ${search}) { totalCount } }`))[list].totalCount;
    expect([list, await found(guardianship(), 'motherName: "Асанова"')]).toEqual([list, 0]);
    if (list !== 'outreachTasks') expect(await found(registrar, 'motherName: "Асанова"')).toBeGreaterThan(1);
    else expect(await found(socialWorker(), 'motherName: "Асанова"')).toBe(1);
  }
});
