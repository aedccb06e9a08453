import type { Principal } from '@kamkor/principal';
import { aCitizen } from '@kamkor/testing';
import { Benefits, NOW, specialist } from '../testing/benefits.js';

let benefits: Benefits;
beforeAll(async () => {
  benefits = await Benefits.open();
});
afterAll(async () => {
  expect(benefits.graph.unexpected).toEqual([]);
  await benefits.close();
});

const EXTRA: Record<string, object> = {
  recordHardLifeAssessment: { outcome: 'SUPPORT_PLANNED', familyInformed: true },
  recordHardLifeReview: { familyInformed: true },
  recordHardLifeObjection: { reason: 'NOT_TRUE' },
  closeHardLifeSituation: { reason: 'OVERCOME' },
};
const act = (action: string, input: object, as: Principal = specialist()) =>
  benefits.graph.ask(
    as,
    `mutation ($input: ${action[0]!.toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input)
     { state closingReason objection objectedAt objectionDueAt objectionOutcome allowedActions { action allowed } } }`,
    { input: { ...EXTRA[action], ...input } },
  );
const refusal = async (...args: Parameters<typeof act>) => (await act(...args)).errors?.[0]?.extensions;

async function aFamily(said: object = {}) {
  const [found] = await benefits.find(said);
  const [row] = await benefits.situationsOf(found!.notificationId);
  return { situationId: row!.id as string, mother: aCitizen(found!.motherPersonId!), found: found! };
}

const deadlines = (situationId: string) =>
  benefits.database.admin<{ kind: string; state: string; due: string }>(
    'SELECT kind, state, due_at::text AS due FROM deadline WHERE subject_id = $1 ORDER BY kind, round, opened_at',
    [situationId],
  );

const sweepAt = (instant: string) => benefits.sweep(Temporal.Instant.from(instant));

describe('an objection', () => {
  it('is made by the mother herself, is owed an answer, and opens the way out before the assessment', async () => {
    const { situationId, mother } = await aFamily();
    const { data } = await act('recordHardLifeObjection', { situationId, version: 1 }, mother);
    expect(data.recordHardLifeObjection).toMatchObject({
      state: 'REGISTERED',
      objection: 'NOT_TRUE',
      objectedAt: NOW.toString(),
      objectionOutcome: null,
      objectionDueAt: '2024-08-19T18:00:00Z',
    });
    expect(await refusal('recordHardLifeObjection', { situationId, version: 2 }, mother)).toMatchObject({
      code: 'TRANSITION_REFUSED',
    });
    expect(await refusal('upholdHardLifeObjection', { situationId, version: 2 }, mother)).toMatchObject({
      code: 'FORBIDDEN',
    });
    const upheld = await act('upholdHardLifeObjection', { situationId, version: 2 });
    expect(upheld.data.upholdHardLifeObjection).toMatchObject({
      state: 'CLOSED',
      closingReason: 'OBJECTION_UPHELD',
      objectionOutcome: 'UPHELD',
      objectionDueAt: null,
    });
    expect((await deadlines(situationId)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'HARD_LIFE_ASSESSMENT MET',
      'HARD_LIFE_OBJECTION MET',
    ]);
  });

  it('that is rejected leaves the family registered, and can be made again', async () => {
    const { situationId, mother } = await aFamily();
    await act('recordHardLifeAssessment', { situationId, version: 1 });
    await act('recordHardLifeObjection', { situationId, version: 2 }, mother);
    const { data } = await act('rejectHardLifeObjection', { situationId, version: 3 });
    expect(data.rejectHardLifeObjection).toMatchObject({ state: 'ASSESSED', objectionOutcome: 'REJECTED' });
    expect(await refusal('rejectHardLifeObjection', { situationId, version: 4 })).toMatchObject({
      code: 'TRANSITION_REFUSED',
    });
    const again = await act('recordHardLifeObjection', { situationId, version: 4, reason: 'OVERCOME' }, mother);
    expect(again.data.recordHardLifeObjection).toMatchObject({ objection: 'OVERCOME', objectionOutcome: null });
    expect((await act('closeHardLifeSituation', { situationId, version: 5 })).errors).toBeUndefined();
    expect((await deadlines(situationId)).map(({ state }) => state)).toEqual(['MET', 'MET', 'MET', 'MET']);
  });

  it('tells nobody of what the family does not know, and nobody else makes it', async () => {
    const hidden = await aFamily({ familyKnows: false });
    const input = { situationId: hidden.situationId, version: 1 };
    expect(await refusal('recordHardLifeObjection', input, hidden.mother)).toMatchObject({ code: 'NOT_FOUND' });
    const other = await aFamily();
    const strange = { situationId: other.situationId, version: 1 };
    expect(await refusal('recordHardLifeObjection', strange, hidden.mother)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal('recordHardLifeObjection', { ...strange, version: 7 }, other.mother)).toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('that nobody answers in time is marked', async () => {
    const { situationId, mother, found } = await aFamily();
    await act('recordHardLifeObjection', { situationId, version: 1 }, mother);
    await sweepAt('2024-08-19T18:00:00Z');
    const [row] = await benefits.situationsOf(found.notificationId);
    expect(row).toMatchObject({ objection_overdue_since: expect.anything(), objection_outcome: null });
    expect((await act('rejectHardLifeObjection', { situationId, version: row!.version })).errors).toBeUndefined();
  });
});

describe('the review of a registration', () => {
  it('is due half a year after the assessment and after each review, and marked when nobody looks', async () => {
    const { situationId, found } = await aFamily();
    await act('recordHardLifeAssessment', { situationId, version: 1 });
    const due = async () => (await deadlines(situationId)).filter(({ kind }) => kind === 'HARD_LIFE_REVIEW');
    expect(await due()).toMatchObject([{ state: 'PENDING', due: '2025-02-05 18:00:00+00' }]);
    await act('recordHardLifeReview', { situationId, version: 2 });
    expect((await due()).map(({ state }) => state).sort()).toEqual(['MET', 'PENDING']);
    await sweepAt('2025-02-05T18:00:00Z');
    const [row] = await benefits.situationsOf(found.notificationId);
    expect(row).toMatchObject({ review_overdue_since: expect.anything(), state: 'ASSESSED' });
    const reviewed = await act('recordHardLifeReview', { situationId, version: row!.version });
    expect(reviewed.data.recordHardLifeReview.state).toBe('ASSESSED');
  });

  it('is refused before the assessment', async () => {
    const { situationId } = await aFamily();
    expect(await refusal('recordHardLifeReview', { situationId, version: 1 })).toMatchObject({
      code: 'TRANSITION_REFUSED',
      state: 'REGISTERED',
      allowed: ['recordHardLifeAssessment', 'recordHardLifeObjection'],
    });
  });
});
