import { randomUUID } from 'node:crypto';
import type { Principal } from '@kamkor/principal';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { BirthsUnderTest, type Child, guardianship, hospital, socialWorker } from '../../testing/births.js';
import { DECIDE, duplicateWorker, type Pair, pairs, registrar, UNDO } from '../../testing/duplicates.js';

const NOW = '2024-07-26T05:00:00Z';
const WATCHES = '{ documentationWatches { edges { node { id state } } } }';
const FAR_AWAY = { facility: 'KG-GB-03-F01', motherTerritory: 'KG-GB-03' };
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

type Known = Child & { readonly person: string };

async function known(said: object, mother: string | null): Promise<Known> {
  const child = await births.notify({ mother: { identity: 'PIN', pin: '12505199000017' }, ...said });
  const person = randomUUID();
  await births.hear('ChildRecorded', {
    notificationId: child.notificationId,
    birthRecordId: randomUUID(),
    registryState: 'CREATED',
    personId: person,
    motherPersonId: mother,
  });
  return { ...child, person };
}
const pair = async () => (await pairs(births))[0] as Pair;
async function become(one: Known, other: Known, withheld = false): Promise<void> {
  await worker.workOff();
  const { id, version } = await pair();
  await births.ask(registrar(), DECIDE, {
    input: { candidateId: id, version, decision: 'SAME', keep: one.notificationId, grounds: 'одна мать' },
  });
  await worker.workOff();
  const merge = { personId: other.person, keptPersonId: one.person, withheld, mergedAt: NOW };
  await births.hear('PersonMerged', merge);
}
async function part(one: Known, other: Known): Promise<void> {
  const { id, version } = await pair();
  await births.ask(registrar(), UNDO, { input: { candidateId: id, version, reason: 'двое детей' } });
  await worker.workOff();
  await births.hear('PersonMergeUndone', { personId: other.person, keptPersonId: one.person, undoneAt: NOW });
}

async function log(who: Principal, of: string): Promise<string[]> {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { birthsAccessLog(first: 100) {
    totalCount edges { node { operation roles } } } } } }`;
  const { _entities } = await births.ask(who, query, { r: [{ __typename: 'Person', id: of }] });
  const { totalCount, edges } = _entities[0].birthsAccessLog;
  expect(totalCount).toBe(edges.length);
  return edges
    .map(({ node }: { node: { operation: string; roles: string[] } }) => `${node.roles[0]} ${node.operation}`)
    .sort();
}
const children = async (who: Principal) => {
  const { documentationWatches, birthNotifications } = await births.ask(
    who,
    '{ documentationWatches { totalCount edges { node { id } } } birthNotifications { edges { node { id } } } }',
  );
  const ids = (edges: { node: { id: string } }[]) => edges.map(({ node }) => node.id);
  return [ids(documentationWatches.edges), ids(birthNotifications.edges)];
};
const documentation = async (who: Principal, of: string) => {
  const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { documentation { id } } } }';
  return (await births.ask(who, query, { r: [{ __typename: 'Person', id: of }] }))._entities[0].documentation?.id;
};

it('a mother sees one child of two that became one, with who looked at either, and two again after the undo', async () => {
  const mother = aCitizen(randomUUID());
  const [one, other] = [await known({}, mother.person as string), await known(FAR_AWAY, mother.person as string)];
  await births.ask(hospital(FAR_AWAY.facility), '{ birthNotifications { edges { node { sex } } } }');
  await births.ask(registrar('KG-C-03'), WATCHES);
  const ofOne = await log(mother, one.person);
  const ofOther = await log(mother, other.person);
  expect([ofOne, ofOther]).toEqual([
    ['registrar Query.documentationWatches', 'worker event:ChildRecorded'],
    ['hospital Query.birthNotifications', 'worker event:ChildRecorded'],
  ]);
  await become(one, other);
  const both = [...ofOne, ...ofOther].sort();
  const mine = async (of: string) => (await log(mother, of)).filter((entry) => !entry.startsWith('citizen'));
  expect(await mine(one.person)).toEqual(both);
  expect(await mine(other.person)).toEqual(both);
  expect(await children(mother)).toEqual([[one.watchId], [one.notificationId]]);
  expect(await documentation(mother, one.person)).toBe(one.watchId);
  expect(await documentation(mother, other.person)).toBeUndefined();
  await part(one, other);
  expect(await mine(one.person)).toEqual(ofOne);
  expect(await mine(other.person)).toEqual(ofOther);
  expect((await children(mother)).map(({ length }) => length)).toEqual([2, 2]);
});

it('she learns of no visit of the other, nor that another citizen was taken for its mother', async () => {
  const [mother, another] = [aCitizen(randomUUID()), aCitizen(randomUUID())];
  const [one, other] = [await known({}, mother.person as string), await known(FAR_AWAY, another.person as string)];
  await births.sweep();
  await births.ask(another, WATCHES);
  await births.ask(socialWorker('KG-GB-03'), '{ outreachTasks { edges { node { id child { id } } } } }');
  await births.ask(aPrincipal({ roles: ['guardianship', 'registrar'], territory: 'KG-GB-03' }), WATCHES);
  const before = await log(mother, one.person);
  await become(one, other);
  const told = await log(mother, one.person);
  expect(told.filter((entry) => !before.includes(entry))).toEqual([]);
  expect(told.join()).not.toMatch(/citizen|social|guardianship|outreach/);
  expect([await log(another, one.person), await log(another, other.person)]).toEqual([[], []]);
  expect(await log(aCitizen(randomUUID()), other.person)).toEqual([]);
});

it('a merge that is withheld from her, or a child that she has no more, tells her nothing of the other', async () => {
  const mother = aCitizen(randomUUID());
  const [one, other] = [await known({}, mother.person as string), await known(FAR_AWAY, mother.person as string)];
  const before = await log(mother, one.person);
  await become(one, other, true);
  expect(await log(mother, one.person)).toEqual(before);
  expect(await log(mother, other.person)).toEqual([]);
  await births.hear('PersonMerged', {
    personId: other.person,
    keptPersonId: one.person,
    withheld: false,
    mergedAt: NOW,
  });
  expect((await log(mother, one.person)).length).toBeGreaterThan(before.length);
  const [row] = await births.database.admin<{ version: number }>(
    'SELECT version FROM birth_notification WHERE id = $1',
    [other.notificationId],
  );
  const mutation = 'mutation ($input: RecordCareStatusInput!) { recordCareStatus(input: $input) { id } }';
  const input = { notificationId: other.notificationId, version: row?.version, careStatus: 'RELINQUISHED' };
  await births.ask(hospital(FAR_AWAY.facility), mutation, { input });
  expect([await log(mother, one.person), await log(mother, other.person)]).toEqual([[], []]);
  expect(await children(mother)).toEqual([[], []]);
  await births.ask(guardianship('KG'), WATCHES);
});

it('whoever asks for the documentation of a person that both notifications led to is given the one that stands', async () => {
  const [one, other] = [await known({}, null), await known(FAR_AWAY, null)];
  await births.database.admin('UPDATE documentation_watch SET child_person = $1', [one.person]);
  await become(one, other);
  expect(await documentation(registrar(), one.person)).toBe(one.watchId);
});
