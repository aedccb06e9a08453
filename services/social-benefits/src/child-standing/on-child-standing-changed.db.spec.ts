import { randomUUID } from 'node:crypto';
import type { Principal } from '@kamkor/principal';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import { SITUATION_STATES } from '../rules/hard-life-situation/states.js';
import { Benefits, specialist } from '../testing/benefits.js';

let benefits: Benefits;
beforeAll(async () => {
  benefits = await Benefits.open();
});
afterAll(async () => {
  expect(benefits.graph.unexpected).toEqual([]);
  await benefits.close();
});

/** A family whom a visit told that it is registered. */
async function aFamily(said: object = {}) {
  const [found] = await benefits.find(said);
  const { notificationId, personId, motherPersonId } = found!;
  const [row] = await benefits.situationsOf(notificationId);
  return { notificationId, childId: personId!, motherId: motherPersonId!, situationId: row!.id as string };
}

const deadlines = (situationId: string) =>
  benefits.database.admin('SELECT kind, state, person, owner, territory FROM deadline WHERE subject_id = $1', [
    situationId,
  ]);

const SEEN = `query ($p: UUID!, $r: [_Any!]!) { hardLifeSituation(id: $p) { id } hardLifeSituations { totalCount }
  _entities(representations: $r) { ... on Person { hardLifeSituations { id } benefitsAccessLog { totalCount } } } }`;
/** What somebody sees of it, by id, in the list, through the child and in the child's log. */
async function sees(who: Principal, { situationId, childId }: Awaited<ReturnType<typeof aFamily>>) {
  const r = [{ __typename: 'Person', id: childId }];
  const { data } = await benefits.graph.ask(who, SEEN, { p: situationId, r });
  return data;
}
const sqlSees = async (who: Principal, table: string) =>
  (await benefits.database.asPrincipal(who, ({ sql }) => sql(`SELECT FROM ${table}`))).length;

const act = (action: string, input: object, as = specialist()) =>
  benefits.graph.ask(
    as,
    `mutation ($input: ${action[0]!.toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input) { version } }`,
    { input },
  );
const ASSESSED = { outcome: 'SUPPORT_PLANNED', familyInformed: true };

describe('a child that its mother gave up', () => {
  it('is seen by her no more, nor what guardianship finds, nor any deadline; the social unit sees none of it', async () => {
    const family = await aFamily();
    const mother = aCitizen(family.motherId);
    expect((await sees(mother, family)).hardLifeSituations.totalCount).toBe(1);
    await benefits.stand(family.notificationId, { careStatus: 'ABANDONED' });
    await benefits.find({ notificationId: family.notificationId, responsible: 'GUARDIANSHIP', motherPersonId: null });
    expect(await sees(mother, family)).toMatchObject({
      hardLifeSituation: null,
      hardLifeSituations: { totalCount: 0 },
    });
    for (const table of ['hard_life_situation', 'hard_life_finding', 'deadline']) {
      expect([table, await sqlSees(mother, table)]).toEqual([table, 0]);
    }
    expect(await benefits.situationsOf(family.notificationId)).toMatchObject([
      { mother: null, apart_from_parents: true, findings: 2 },
    ]);
    expect(await deadlines(family.situationId)).toMatchObject([
      { state: 'PENDING', person: null, owner: 'GUARDIANSHIP' },
    ]);
    const unit = aPrincipal({ roles: ['social-worker'], territory: 'KG-C-03' });
    expect((await sees(unit, family)).hardLifeSituation).toBeNull();
    expect(
      (await sees(aPrincipal({ roles: ['guardianship'], territory: 'KG-C-03' }), family)).hardLifeSituation,
    ).toEqual({ id: family.situationId });
  });

  it('has no access log that tells of it, whatever is done after, and no deadline of the social unit’s', async () => {
    const family = await aFamily();
    await benefits.stand(family.notificationId, { careStatus: 'IN_CARE' });
    const before = await sees(aCitizen(family.childId), family);
    expect(
      (await act('recordHardLifeAssessment', { situationId: family.situationId, version: 2, ...ASSESSED })).errors,
    ).toBeUndefined();
    await sees(specialist(), family);
    const after = await sees(aCitizen(family.childId), family);
    expect(after).toEqual(before);
    const review = (await deadlines(family.situationId)).find(({ kind }) => kind === 'HARD_LIFE_REVIEW');
    expect(review).toMatchObject({ state: 'PENDING', person: null, owner: 'GUARDIANSHIP' });
  });

  it('tells specialists that nothing may reach the mother', async () => {
    const family = await aFamily();
    await benefits.stand(family.notificationId, { careStatus: 'RELINQUISHED' });
    const query = 'query ($id: UUID!) { hardLifeSituation(id: $id) { apartFromParents } }';
    const { data } = await benefits.graph.ask(specialist(), query, { id: family.situationId });
    expect(data.hardLifeSituation).toEqual({ apartFromParents: true });
  });

  it('is not led to her by a finding that arrives after, nor by one at the same moment', async () => {
    const notificationIds = Array.from({ length: 6 }, () => randomUUID());
    const [first, ...others] = notificationIds;
    await benefits.stand(first!, { careStatus: 'IN_CARE' });
    await benefits.find({ notificationId: first! });
    await Promise.all(
      others.flatMap((notificationId) => [
        benefits.find({ notificationId }),
        benefits.stand(notificationId, { careStatus: 'IN_CARE' }),
      ]),
    );
    for (const notificationId of notificationIds) {
      const [row] = await benefits.situationsOf(notificationId);
      expect(row).toMatchObject({ mother: null, apart_from_parents: true });
      expect(await deadlines(row!.id as string)).toMatchObject([{ person: null, owner: 'GUARDIANSHIP' }]);
    }
  });

  it('shows guardianship what it found itself, and nothing of what was found at the mother’s home before', async () => {
    const family = await aFamily({ foundBy: 'SOCIAL_UNIT' });
    const { notificationId, situationId: id } = family;
    await benefits.stand(notificationId, { careStatus: 'RELINQUISHED' });
    const apart = { notificationId, responsible: 'GUARDIANSHIP', motherPersonId: null } as const;
    await benefits.find({ ...apart, foundBy: 'SOCIAL_UNIT', circumstances: ['ADDICTION'] });
    await benefits.find({ ...apart, foundBy: 'GUARDIANSHIP', circumstances: ['ILLNESS'] });
    const query = 'query ($id: UUID!) { hardLifeSituation(id: $id) { findings { circumstances } } }';
    const found = async (who: Principal) =>
      (await benefits.graph.ask(who, query, { id })).data.hardLifeSituation.findings;
    const body = aPrincipal({ roles: ['guardianship'], territory: 'KG-C-03' });
    expect(await found(body)).toEqual([{ circumstances: ['ILLNESS'] }]);
    expect(await found(specialist())).toHaveLength(3);
    await benefits.stand(notificationId);
    expect(await found(body)).toHaveLength(3);
  });

  it('that she has again is hers when a visit says so', async () => {
    const family = await aFamily();
    await benefits.stand(family.notificationId, { careStatus: 'ABANDONED' });
    await benefits.stand(family.notificationId);
    expect(await deadlines(family.situationId)).toMatchObject([{ person: family.childId, owner: null }]);
    await benefits.find({ notificationId: family.notificationId, motherPersonId: family.motherId });
    expect((await sees(aCitizen(family.motherId), family)).hardLifeSituation).toEqual({ id: family.situationId });
  });
});

describe.each(SITUATION_STATES)('a child that died, its family %s', (state) => {
  it('leaves nothing to do for anybody, and nothing that its mother sees', async () => {
    const family = await aFamily();
    const { situationId, notificationId } = family;
    let version = 1;
    if (state !== 'REGISTERED') await act('recordHardLifeAssessment', { situationId, version: version++, ...ASSESSED });
    if (state !== 'CLOSED') await act('recordHardLifeObjection', { situationId, version, reason: 'NOT_WANTED' });
    else await act('closeHardLifeSituation', { situationId, version, reason: 'OVERCOME' });
    await benefits.stand(notificationId, { died: true });
    const reason = state === 'CLOSED' ? 'OVERCOME' : 'CHILD_DIED';
    expect(await benefits.situationsOf(notificationId)).toMatchObject([
      { state: 'CLOSED', closing_reason: reason, due_at: null, review_due_at: null, objection_due_at: null },
    ]);
    expect((await deadlines(situationId)).filter(({ state: clock }) => clock === 'PENDING')).toEqual([]);
    const seen = (await sees(aCitizen(family.motherId), family)).hardLifeSituation;
    expect(seen).toEqual(state === 'CLOSED' ? { id: situationId } : null);
    await benefits.find({ notificationId });
    expect(await benefits.situationsOf(notificationId)).toHaveLength(1);
    await benefits.sweep(Temporal.Instant.from('2026-01-01T00:00:00Z'));
    const [row] = await benefits.situationsOf(notificationId);
    expect(row).toMatchObject({ assessment_overdue_since: null, objection_overdue_since: null });
  });
});

it('a family that is visited elsewhere is cared for there, with its findings and deadlines; one that is over stays', async () => {
  const [family, over] = [await aFamily(), await aFamily()];
  await act('recordHardLifeAssessment', { situationId: over.situationId, version: 1, ...ASSESSED });
  await act('closeHardLifeSituation', { situationId: over.situationId, version: 2, reason: 'OVERCOME' });
  for (const { notificationId } of [family, over]) await benefits.stand(notificationId, { territory: 'KG-O-02' });
  const there = specialist('KG-O-02');
  expect((await sees(there, family)).hardLifeSituations).toEqual({ totalCount: 1 });
  expect((await sees(specialist(), family)).hardLifeSituation).toBeNull();
  expect((await sees(specialist(), over)).hardLifeSituation).toEqual({ id: over.situationId });
  expect([await sqlSees(there, 'hard_life_finding'), await sqlSees(there, 'deadline')]).toEqual([1, 1]);
});
