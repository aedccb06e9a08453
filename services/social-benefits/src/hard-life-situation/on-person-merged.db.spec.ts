import { randomUUID } from 'node:crypto';
import type { Principal } from '@kamkor/principal';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { Benefits, NOW, specialist } from '../testing/benefits.js';

let benefits: Benefits;
beforeAll(async () => {
  benefits = await Benefits.open();
});
afterAll(async () => {
  expect(benefits.graph.unexpected).toEqual([]);
  await benefits.close();
});

type Finding = Parameters<Benefits['find']>[0];

/** A child under one of its two registrations: as found by a visit for that one. */
async function found(said: Finding = {}) {
  const [finding] = await benefits.find(said);
  const { notificationId, personId, motherPersonId } = finding!;
  return { notificationId, person: personId!, mother: motherPersonId!, situation: await only(notificationId) };
}
const only = async (notificationId: string) => {
  const [row, ...more] = await benefits.situationsOf(notificationId);
  expect(more).toEqual([]);
  return row!.id as string;
};
const row = async (id: string) =>
  (
    await benefits.database.admin(
      `SELECT state, child, closing_reason, duplicate_of, version FROM hard_life_situation WHERE id = $1`,
      [id],
    )
  )[0]!;
const deadlines = (id: string) =>
  benefits.database.admin<{ kind: string; state: string; person: string | null; owner: string | null; due: string }>(
    `SELECT kind, state, person, owner, due_at::text AS due FROM deadline WHERE subject_id = $1 ORDER BY opened_at, id`,
    [id],
  );
const running = async (id: string) => (await deadlines(id)).filter(({ state }) => state === 'PENDING');

const OF = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person {
  hardLifeSituations { id state child { id } duplicateOf { id } findings { foundAt } dueAt } } } }`;
async function seen(person: string, as: Principal = specialist()) {
  const { data, errors } = await benefits.graph.ask(as, OF.replace(as.person ? ' dueAt' : '~', ''), {
    of: [{ __typename: 'Person', id: person }],
  });
  if (errors) throw new Error(JSON.stringify(errors));
  return data._entities[0].hardLifeSituations;
}
const idsOf = async (person: string, as?: Principal) =>
  (await seen(person, as)).map(({ id }: { id: string }) => id).sort();
const act = (action: string, input: object) =>
  benefits.graph.ask(
    specialist(),
    `mutation ($input: ${action[0]!.toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input) { state } }`,
    { input },
  );

it('a situation is the kept person’s right after the merge, with its clock, and the other one’s again after the undo', async () => {
  const { person, situation } = await found();
  const kept = randomUUID();
  await benefits.merge(person, kept);
  expect(await idsOf(kept)).toEqual([situation]);
  expect((await seen(kept))[0]).toMatchObject({ child: { id: kept }, state: 'REGISTERED' });
  expect(await running(situation)).toMatchObject([{ person: kept }]);
  expect(await idsOf(kept, aCitizen(kept))).toEqual([situation]);
  expect(await idsOf(person, aCitizen(person))).toEqual([]);
  await benefits.merge(person, kept);
  expect(await row(situation)).toMatchObject({ child: kept, version: 2 });
  await benefits.part(person, kept);
  expect([await idsOf(person), await idsOf(kept)]).toEqual([[situation], []]);
  expect(await running(situation)).toMatchObject([{ person }]);
  expect(await idsOf(kept, aCitizen(kept))).toEqual([]);
});

it('the access log of the kept person has what was done with either record; after the undo each has its own', async () => {
  const { person, situation } = await found();
  const kept = randomUUID();
  const log = async (who: string) => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Person {
      benefitsAccessLog { edges { node { change } } } } } }`;
    const { data } = await benefits.graph.ask(aCitizen(who), query, { of: [{ __typename: 'Person', id: who }] });
    return data._entities[0].benefitsAccessLog.edges.flatMap(
      ({ node }: { node: { change: string | null } }) => node.change ?? [],
    );
  };
  await benefits.merge(person, kept);
  expect(await log(kept)).toEqual(['PERSON_MERGED', 'SITUATION_REGISTERED']);
  await act('recordHardLifeAssessment', {
    situationId: situation,
    version: 2,
    outcome: 'REFERRED',
    familyInformed: true,
  });
  expect(await log(kept)).toEqual(['SITUATION_ASSESSED', 'PERSON_MERGED', 'SITUATION_REGISTERED']);
  await benefits.part(person, kept);
  expect(await log(kept)).toEqual([]);
  expect((await log(person)).sort()).toEqual(
    ['PERSON_MERGED', 'PERSON_MERGE_UNDONE', 'SITUATION_ASSESSED', 'SITUATION_REGISTERED'].sort(),
  );
});

it('of two that are open the later one closes as a duplicate; what was found of both is seen with the one; the undo opens it again by its date', async () => {
  const earlier = await found();
  const later = await found({ territory: 'KG-C-03-02' });
  await benefits.database.admin(
    `UPDATE hard_life_situation SET registered_at = registered_at + interval '1 hour' WHERE id = $1`,
    [later.situation],
  );
  const [before] = await running(later.situation);
  await benefits.merge(later.person, earlier.person);
  expect(await row(later.situation)).toMatchObject({
    state: 'CLOSED',
    closing_reason: 'DUPLICATE',
    duplicate_of: earlier.situation,
    child: earlier.person,
  });
  const [one, other] = (await seen(earlier.person)).toSorted((a: { state: string }) => (a.state === 'CLOSED' ? 1 : -1));
  expect(one).toMatchObject({ id: earlier.situation, state: 'REGISTERED', duplicateOf: null });
  expect(one.findings).toHaveLength(2);
  expect(other).toMatchObject({ state: 'CLOSED', duplicateOf: { id: earlier.situation }, dueAt: null });
  expect(await running(later.situation)).toEqual([]);
  expect(await running(earlier.situation)).toHaveLength(1);

  await benefits.part(later.person, earlier.person);
  expect(await row(later.situation)).toMatchObject({ state: 'REGISTERED', closing_reason: null, duplicate_of: null });
  expect(await running(later.situation)).toMatchObject([
    { kind: 'HARD_LIFE_ASSESSMENT', due: before!.due, person: later.person },
  ]);
  expect((await seen(earlier.person))[0].findings).toHaveLength(1);
});

it('a finding under the old person or notification lands at the kept one, and stays with it after the undo', async () => {
  const kept = await found();
  const former = randomUUID();
  await benefits.merge(former, kept.person);
  const late = await benefits.find({ personId: former, motherPersonId: kept.mother });
  expect(await benefits.situationsOf(late[0]!.notificationId)).toEqual([]);
  expect((await seen(kept.person))[0].findings).toHaveLength(2);

  const first = randomUUID();
  const [alone] = await benefits.find({ personId: former });
  expect(alone).toBeDefined();
  await benefits.merge(first, former);
  expect((await seen(kept.person))[0].findings).toHaveLength(3);
  await benefits.part(former, kept.person);
  expect((await seen(kept.person))[0].findings).toHaveLength(3);
});

it('what is registered under the old id first is the kept one’s, and the old one’s after the undo; under the kept id it stays', async () => {
  const [former, kept] = [randomUUID(), randomUUID()];
  await benefits.merge(former, kept);
  const under = await found({ personId: former });
  expect((await seen(kept))[0]).toMatchObject({ id: under.situation, child: { id: kept } });
  const [more] = await benefits.find({ personId: kept });
  expect(await benefits.situationsOf(more!.notificationId)).toEqual([]);
  await benefits.part(former, kept);
  expect([await idsOf(former), await idsOf(kept)]).toEqual([[under.situation], []]);
  const own = await found({ personId: kept });
  expect(await idsOf(kept)).toEqual([own.situation]);
});

it('findings of two registrations in one batch are one situation', async () => {
  const [former, kept] = [randomUUID(), randomUUID()];
  await benefits.merge(former, kept);
  await benefits.find({ personId: former }, { personId: kept });
  const [one, ...more] = await seen(kept);
  expect(more).toEqual([]);
  expect(one.findings).toHaveLength(2);
});

it('of three registrations one situation runs on, whatever order the merges come in, and each has its own after the undos', async () => {
  const [a, b, c] = [await found(), await found(), await found()];
  await benefits.merge(a.person, b.person);
  await benefits.merge(b.person, c.person);
  const open = async () => (await seen(c.person)).filter(({ state }: { state: string }) => state !== 'CLOSED');
  expect(await idsOf(c.person)).toEqual([a.situation, b.situation, c.situation].sort());
  expect(await open()).toHaveLength(1);
  expect((await open())[0].findings).toHaveLength(3);
  await benefits.part(a.person, b.person);
  await benefits.merge(a.person, c.person);
  expect(await open()).toHaveLength(1);
  await benefits.part(b.person, c.person);
  await benefits.part(a.person, c.person);
  for (const { person, situation } of [a, b, c]) {
    expect(await idsOf(person)).toEqual([situation]);
    expect(await row(situation)).toMatchObject({ state: 'REGISTERED', child: person });
    expect(await running(situation)).toHaveLength(1);
  }
});

it('the one that the family knows of stays, so that nothing tells it of the other', async () => {
  const unknown = await found({ familyKnows: false });
  const known = await found({ motherPersonId: unknown.mother });
  await benefits.merge(known.person, unknown.person);
  const mother = aCitizen(unknown.mother);
  const [seenByMother, ...more] = await seen(unknown.mother, mother);
  expect(more).toEqual([]);
  expect(seenByMother).toMatchObject({ id: known.situation, state: 'REGISTERED', duplicateOf: null });
  expect(seenByMother.findings).toHaveLength(1);
  expect(await row(unknown.situation)).toMatchObject({ state: 'CLOSED', duplicate_of: known.situation });
});

it('one with an objection is answered: it stays open, whichever came first', async () => {
  const first = await found();
  const objected = await found();
  expect(
    (await act('recordHardLifeObjection', { situationId: objected.situation, version: 1, reason: 'NOT_TRUE' })).errors,
  ).toBeUndefined();
  await benefits.merge(objected.person, first.person);
  expect(await row(objected.situation)).toMatchObject({ state: 'REGISTERED', child: first.person });
  expect((await running(objected.situation)).map(({ kind }) => kind)).toContain('HARD_LIFE_OBJECTION');
  expect(await row(first.situation)).toMatchObject({ state: 'CLOSED', duplicate_of: objected.situation });
});

it('an assessed one is opened again as assessed, with the review that it had; what had lapsed lapses no second time', async () => {
  const kept = await found();
  const assessed = await found();
  await benefits.database.admin(
    `UPDATE hard_life_situation SET registered_at = registered_at + interval '1 hour' WHERE id = $1`,
    [assessed.situation],
  );
  await act('recordHardLifeAssessment', {
    situationId: assessed.situation,
    version: 1,
    outcome: 'SUPPORT_PLANNED',
    familyInformed: true,
  });
  const late = await found();
  await benefits.database.admin(
    `UPDATE hard_life_situation SET registered_at = registered_at + interval '2 hours' WHERE id = $1`,
    [late.situation],
  );
  await benefits.sweep(NOW.add({ hours: 24 * 60 }));
  const [review] = await running(assessed.situation);
  await benefits.merge(assessed.person, kept.person);
  await benefits.merge(late.person, kept.person);
  expect([await running(assessed.situation), await running(late.situation)]).toEqual([[], []]);
  await benefits.part(assessed.person, kept.person);
  await benefits.part(late.person, kept.person);
  expect(await row(assessed.situation)).toMatchObject({ state: 'ASSESSED' });
  expect(await running(assessed.situation)).toMatchObject([{ kind: 'HARD_LIFE_REVIEW', due: review!.due }]);
  expect(await row(late.situation)).toMatchObject({ state: 'REGISTERED' });
  expect(await running(late.situation)).toEqual([]);
});

it('a child withheld from its mother is guardianship’s by both registrations, and nothing that she sees', async () => {
  const { person, mother, situation } = await found();
  const kept = randomUUID();
  const unit = aPrincipal({ roles: ['social-worker'], territory: 'KG-C' });
  expect(await idsOf(person, unit)).toEqual([situation]);
  await benefits.merge(person, kept, true);
  expect(await idsOf(kept, unit)).toEqual([]);
  expect(await idsOf(kept, aPrincipal({ roles: ['guardianship'], territory: 'KG-C' }))).toEqual([situation]);
  expect(await running(situation)).toMatchObject([{ owner: 'GUARDIANSHIP' }]);
  expect(await seen(mother, aCitizen(mother))).toEqual([]);
  await benefits.part(person, kept);
  expect(await idsOf(person, unit)).toEqual([situation]);
  expect(await running(situation)).toMatchObject([{ owner: null }]);
});

it('a review of a child apart from its parents is no business of the social unit', async () => {
  const { situation } = await found({ responsible: 'GUARDIANSHIP', motherPersonId: null });
  await act('recordHardLifeAssessment', {
    situationId: situation,
    version: 1,
    outcome: 'REFERRED',
    familyInformed: false,
  });
  expect(await running(situation)).toMatchObject([{ kind: 'HARD_LIFE_REVIEW', owner: 'GUARDIANSHIP' }]);
});

it('nobody closes a situation as a duplicate by hand', async () => {
  const { situation } = await found();
  for (const reason of ['DUPLICATE', 'OBJECTION_UPHELD']) {
    const { errors } = await act('closeHardLifeSituation', { situationId: situation, version: 1, reason });
    expect(errors?.[0]?.extensions).toMatchObject({ reason: 'REASON_COMES_BY_ITSELF', field: 'input.reason' });
  }
});
