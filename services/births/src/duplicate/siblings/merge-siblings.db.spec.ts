import { randomUUID } from 'node:crypto';
import { aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, type Child, socialWorker } from '../../testing/births.js';
import { DECIDE, duplicateWorker, type Pair, pairs, registrar, UNDO } from '../../testing/duplicates.js';

const NOW = '2024-07-26T05:00:00Z';
const PLACES = [
  { facility: 'KG-C-03-F01', motherTerritory: 'KG-C-03' },
  { facility: 'KG-GB-03-F01', motherTerritory: 'KG-GB-03' },
  { facility: 'KG-GO-F01', motherTerritory: 'KG-GO' },
] as const;
const MOTHER = { identity: 'PIN' as const, pin: '12505199000017' };
let births: BirthsUnderTest;
let worker: Awaited<ReturnType<typeof duplicateWorker>>;
beforeEach(async () => {
  births = await BirthsUnderTest.open(NOW);
  worker = await duplicateWorker(births);
}, 60_000);
afterEach(async () => {
  expect(worker.errors).toEqual([]);
  await births.close();
});

type Named = { readonly birthDate: string; readonly givenName?: string; readonly sex?: string };
const NUR: Named = { birthDate: '2021-05-05', givenName: 'Нур' };

/** Children of one mother, each notified elsewhere, with a visit at each that names what is given. */
async function families(...named: (readonly Named[])[]): Promise<Child[]> {
  const children: Child[] = [];
  for (const [index] of named.entries()) children.push(await births.notify({ mother: MOTHER, ...PLACES[index] }));
  await worker.workOff();
  await births.sweep();
  for (const [index, siblings] of named.entries()) {
    if (siblings.length > 0) await visit(children[index] as Child, PLACES[index]!.motherTerritory, siblings);
  }
  await births.sweep();
  return children;
}
async function visit({ watchId }: Child, territory: string, undocumentedSiblings: readonly Named[]): Promise<void> {
  const [task] = await births.database.admin<{ id: string; version: number }>(
    `SELECT id, version FROM outreach_task WHERE watch_id = $1 AND state = 'OPEN'`,
    [watchId],
  );
  await births.ask(
    socialWorker(territory),
    'mutation ($input: RecordVisitInput!) { recordVisit(input: $input) { id } }',
    {
      input: {
        taskId: task?.id,
        version: task?.version,
        visitedAt: NOW,
        outcome: 'PROMISED',
        metWith: ['MOTHER'],
        reasons: [],
        obstacles: ['UNDOCUMENTED_SIBLINGS'],
        undocumentedSiblings,
      },
    },
  );
}
const pairOf = async (x: Child, y: Child) =>
  (await pairs(births)).find(({ one, other }) =>
    [x, y].every(({ notificationId }) => [one?.id, other?.id].includes(notificationId)),
  ) as Pair;
async function become(kept: Child, closed: Child): Promise<void> {
  const { id, version } = await pairOf(kept, closed);
  await births.ask(registrar(), DECIDE, {
    input: { candidateId: id, version, decision: 'SAME', keep: kept.notificationId, grounds: 'одна мать' },
  });
  await worker.workOff();
}
async function part(one: Child, other: Child): Promise<void> {
  const { id, version } = await pairOf(one, other);
  await births.ask(registrar(), UNDO, { input: { candidateId: id, version, reason: 'двое детей' } });
  await worker.workOff();
  await births.sweep();
}

interface Sibling {
  readonly id: string;
  readonly watch: string;
  readonly state: string;
  readonly cancellation: string | null;
  readonly duplicate_of: string | null;
  readonly responsible: string;
  readonly tasks: number;
}
/** Of a family, in the order in which they were found. */
const siblingsOf = ({ notificationId }: Child) =>
  births.database.admin<Sibling>(
    `SELECT s.id, w.id AS watch, w.state, w.cancellation, w.duplicate_of, w.responsible, w.was_overdue,
       (SELECT count(*)::int FROM outreach_task t WHERE t.watch_id = w.id AND t.state = 'OPEN') AS tasks
     FROM documentation_watch w JOIN undocumented_sibling s ON s.id = w.sibling_id WHERE w.sibling_of = $1 ORDER BY s.id`,
    [notificationId],
  );
const siblingOf = async (child: Child) => (await siblingsOf(child))[0] as Sibling;
async function figures() {
  const report = `{ documentationReport(period: { from: "2024-05-01", to: "2024-08-31" }, territory: "KG") {
    figures { siblings { found documented stillOpen } } } }`;
  const { documentationReport } = await births.ask(aPrincipal({ roles: ['auditor'], territory: 'KG' }), report);
  return documentationReport.figures.siblings;
}
const told = async (type: string) =>
  (
    await births.database.admin<{ payload: object }>(
      'SELECT payload FROM outbox_event WHERE type = $1 AND subject_id IN (SELECT id FROM undocumented_sibling)',
      [type],
    )
  ).map(({ payload }) => payload);
const OPEN = { state: 'OVERDUE', cancellation: null, duplicate_of: null, tasks: 1 };

it('a sibling whom visits for both found is one child while the families are one, with one task, and two after the undo', async () => {
  const [one, other] = (await families([NUR], [NUR])) as [Child, Child];
  const [kept, closed] = [await siblingOf(one), await siblingOf(other)];
  expect([kept, closed]).toMatchObject([OPEN, OPEN]);
  expect(await figures()).toEqual({ found: 2, documented: 0, stillOpen: 2 });
  await become(one, other);
  expect(await siblingOf(one)).toMatchObject(OPEN);
  expect(await siblingOf(other)).toMatchObject({ state: 'CANCELLED', duplicate_of: kept.watch, tasks: 0 });
  expect(await figures()).toEqual({ found: 1, documented: 0, stillOpen: 1 });
  const ids = { notificationId: closed.id, keptNotificationId: kept.id };
  expect(await told('BirthNotificationClosedAsDuplicate')).toEqual([expect.objectContaining(ids)]);
  await births.hear('BirthCertificateIssued', { notificationId: closed.id, personId: randomUUID(), issuedAt: NOW });
  expect(await siblingOf(one)).toMatchObject({ state: 'DOCUMENTED', tasks: 0 });
  expect(await figures()).toEqual({ found: 1, documented: 1, stillOpen: 0 });
  await part(one, other);
  expect(await siblingOf(one)).toMatchObject(OPEN);
  expect(await siblingOf(other)).toMatchObject({
    state: 'DOCUMENTED',
    cancellation: null,
    duplicate_of: null,
    tasks: 0,
  });
  expect(await told('BirthNotificationReopened')).toEqual([expect.objectContaining(ids)]);
  expect(await figures()).toEqual({ found: 2, documented: 1, stillOpen: 1 });
});

it('named again while the families are one, it is the one that stands', async () => {
  const [one, other] = (await families([NUR], [NUR])) as [Child, Child];
  await become(one, other);
  await visit(one, 'KG-C-03', [NUR]);
  expect([(await siblingsOf(one)).length, (await siblingsOf(other)).length]).toEqual([1, 1]);
});

it.each<[string, readonly Named[], readonly Named[], number]>([
  ['two of another name', [NUR], [{ ...NUR, givenName: 'Бек' }], 0],
  ['two of another day', [NUR], [{ ...NUR, birthDate: '2021-05-06' }], 0],
  ['twins of whom one family named only one', [NUR, { ...NUR, givenName: 'Бек' }], [NUR], 1],
  ['one without a name', [{ birthDate: '2021-05-05' }], [NUR], 1],
])('of %s as many are one as are alike', async (_what, ofOne, ofOther, alike) => {
  const [one, other] = (await families(ofOne, ofOther)) as [Child, Child];
  await become(one, other);
  const closed = (await siblingsOf(other)).filter(({ duplicate_of }) => duplicate_of !== null);
  expect(closed).toHaveLength(alike);
  const standing = [...(await siblingsOf(one)), ...(await siblingsOf(other))].filter((of) => of.duplicate_of === null);
  for (const sibling of standing) expect(sibling).toMatchObject(OPEN);
});

const CARE = 'mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id } }';
const DEATH = 'mutation ($input: RecordChildDeathInput!) { recordChildDeath(input: $input) { id } }';
async function state(mutation: string, { id }: Sibling, territory: string, said: object = {}): Promise<void> {
  const [row] = await births.database.admin<{ version: number }>(
    'SELECT version FROM documentation_watch WHERE notification_id = $1',
    [id],
  );
  const input = { notificationId: id, version: row?.version, ...said };
  await births.ask(socialWorker(territory), mutation, { input });
}

it('who has died, or is apart from its mother, for one family only stays with that one', async () => {
  const [one, other] = (await families([NUR, { birthDate: '2020-01-01' }], [NUR, { birthDate: '2020-01-01' }])) as [
    Child,
    Child,
  ];
  const [nur, second] = (await siblingsOf(other)) as [Sibling, Sibling];
  await state(CARE, nur, 'KG-GB-03', { careStatus: 'IN_CARE' });
  await state(DEATH, second, 'KG-GB-03');
  await become(one, other);
  expect((await siblingsOf(one)).map(({ tasks, duplicate_of }) => ({ tasks, duplicate_of }))).toEqual([
    { tasks: 1, duplicate_of: null },
    { tasks: 1, duplicate_of: null },
  ]);
  expect((await siblingsOf(other)).filter(({ duplicate_of }) => duplicate_of !== null)).toEqual([]);
});

it('what is stated of the closed one while they are one holds for the one that stands; a death is that of its own after the undo', async () => {
  const [one, other] = (await families([NUR], [NUR])) as [Child, Child];
  const closed = await siblingOf(other);
  await become(one, other);
  await state(CARE, closed, 'KG-GB-03', { careStatus: 'IN_CARE' });
  expect(await siblingOf(one)).toMatchObject({ responsible: 'GUARDIANSHIP' });
  const standings = await births.database.admin<{ payload: { careStatus: string } }>(
    `SELECT payload FROM outbox_event WHERE type = 'ChildStandingChanged' AND subject_id = ANY ($1)`,
    [[closed.id, (await siblingOf(one)).id]],
  );
  expect(standings.map(({ payload }) => payload.careStatus)).toEqual(['IN_CARE', 'IN_CARE']);
  const visited =
    await births.database.admin(`SELECT 1 FROM outreach_task WHERE state = 'OPEN' AND responsible = 'SOCIAL_UNIT'
    AND watch_id IN (SELECT id FROM documentation_watch WHERE sibling_id IS NOT NULL)`);
  expect(visited).toEqual([]);
});

it('a death stated of the closed one ends the visits, and is that of its own after the undo', async () => {
  const [one, other] = (await families([NUR], [NUR])) as [Child, Child];
  const closed = await siblingOf(other);
  await become(one, other);
  await state(DEATH, closed, 'KG-GB-03');
  expect(await siblingOf(one)).toMatchObject({ state: 'CANCELLED', cancellation: 'CHILD_DIED', tasks: 0 });
  await part(one, other);
  expect(await siblingOf(one)).toMatchObject(OPEN);
  expect(await siblingOf(other)).toMatchObject({ state: 'CANCELLED', cancellation: 'CHILD_DIED', tasks: 0 });
});

it('of three families whose kept one had not named the child it is one too, and comes apart with whichever leaves', async () => {
  const [kept, first, second] = (await families([], [NUR], [NUR])) as [Child, Child, Child];
  await become(kept, first);
  await become(kept, second);
  expect(await siblingOf(second)).toMatchObject({ duplicate_of: (await siblingOf(first)).watch });
  await part(kept, first);
  for (const family of [first, second]) expect(await siblingOf(family)).toMatchObject(OPEN);
  await births.sweep();
  await part(kept, second);
  for (const family of [first, second]) expect(await siblingOf(family)).toMatchObject(OPEN);
});
