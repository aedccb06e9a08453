import { randomUUID } from 'node:crypto';
import { aCitizen, aPrincipal } from '@kamkor/testing';
import {
  SITUATION_ACTIONS,
  SITUATION_STATES,
  type SituationState,
  stateAfter,
} from '../rules/hard-life-situation/states.js';
import { Benefits, NOW, specialist } from '../testing/benefits.js';

let benefits: Benefits;
beforeAll(async () => {
  benefits = await Benefits.open();
});
afterAll(async () => {
  expect(benefits.graph.unexpected).toEqual([]);
  await benefits.close();
});

const EXTRA = {
  recordHardLifeAssessment: { outcome: 'SUPPORT_PLANNED', familyInformed: false },
  recordHardLifeReview: { familyInformed: false },
  closeHardLifeSituation: { reason: 'OVERCOME' },
  recordHardLifeObjection: { reason: 'NOT_WANTED' },
  upholdHardLifeObjection: {},
  rejectHardLifeObjection: {},
};
const WAY = ['recordHardLifeAssessment', 'closeHardLifeSituation'] as const;
const act = (action: keyof typeof EXTRA, input: object, as = specialist()) =>
  benefits.graph.ask(
    as,
    `mutation ($input: ${action[0]!.toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input) { id version state familyKnows dueAt } }`,
    { input: { ...EXTRA[action], ...input } },
  );

async function aSituation(state: SituationState = 'REGISTERED', said: object = {}) {
  const [found] = await benefits.find(said);
  const [row] = await benefits.situationsOf(found!.notificationId);
  const situationId = row!.id as string;
  let version = 1;
  for (const action of WAY.slice(0, SITUATION_STATES.indexOf(state))) {
    expect((await act(action, { situationId, version })).errors).toBeUndefined();
    version += 1;
  }
  return { situationId, version, found: found! };
}

it('is registered by the first finding, with the deadline of its assessment, and told once', async () => {
  const { situationId, found } = await aSituation();
  await benefits.find({ ...found });
  expect(await benefits.situationsOf(found.notificationId)).toMatchObject([
    { state: 'REGISTERED', findings: 1, version: 1 },
  ]);
  const deadlines = await benefits.database.admin('SELECT kind, due_at::text FROM deadline WHERE subject_id = $1', [
    situationId,
  ]);
  // Ten working days after Monday 5 August 2024, over when Monday the 19th is over in Bishkek.
  expect(deadlines).toEqual([{ kind: 'HARD_LIFE_ASSESSMENT', due_at: expect.stringContaining('2024-08-19 18:00:00') }]);
  const events = await benefits.database.admin('SELECT type, payload FROM outbox_event WHERE subject_id = $1', [
    situationId,
  ]);
  expect(events).toEqual([
    {
      type: 'HardLifeSituationRegistered',
      payload: expect.objectContaining({ situationId, visitId: found.visitId, registeredAt: NOW.toString() }),
    },
  ]);
});

it('takes another finding while it is open, and a new situation after it is closed', async () => {
  const { situationId, found } = await aSituation();
  const again = { notificationId: found.notificationId };
  await benefits.find(again, again);
  expect(await benefits.situationsOf(found.notificationId)).toMatchObject([
    { id: situationId, findings: 3, version: 2 },
  ]);
  await act('recordHardLifeAssessment', { situationId, version: 2 });
  await act('closeHardLifeSituation', { situationId, version: 3 });
  await benefits.find(again);
  const situations = await benefits.situationsOf(found.notificationId);
  expect(situations.map(({ state, findings }) => [state, findings])).toEqual([
    ['CLOSED', 3],
    ['REGISTERED', 1],
  ]);
});

it('is one where parallel batches find it', async () => {
  const notificationId = randomUUID();
  await Promise.all([1, 2, 3, 4].map(() => benefits.find({ notificationId })));
  expect(await benefits.situationsOf(notificationId)).toMatchObject([{ findings: 4, version: 4 }]);
});

describe.each(SITUATION_STATES)('in state %s', (state) => {
  it.each(SITUATION_ACTIONS)('%s does what the table says', async (action) => {
    const answers = action === 'upholdHardLifeObjection' || action === 'rejectHardLifeObjection';
    const { situationId, version: before } = await aSituation(state);
    if (answers) await act('recordHardLifeObjection', { situationId, version: before });
    const version = before + (answers && state !== 'CLOSED' ? 1 : 0);
    const { data, errors } = await act(action, { situationId, version });
    const to = stateAfter(state, action);
    if (to) expect(data[action]).toMatchObject({ state: to, version: version + 1 });
    else expect(errors?.[0]?.extensions).toMatchObject({ code: 'TRANSITION_REFUSED', state });
  });
});

it('is assessed by one of two specialists, by those of its territory, at a time that can be', async () => {
  const { situationId } = await aSituation();
  const input = { situationId, version: 1 };
  expect((await act('recordHardLifeAssessment', input, specialist('KG-B'))).errors?.[0]?.extensions.code).toBe(
    'NOT_FOUND',
  );
  const worker = aPrincipal({ roles: ['social-worker'], territory: 'KG-C' });
  expect((await act('recordHardLifeAssessment', input, worker)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const early = await act('recordHardLifeAssessment', { ...input, assessedAt: '2024-08-02T07:59:59Z' });
  expect(early.errors?.[0]?.extensions).toMatchObject({ reason: 'ASSESSED_BEFORE_FOUND', field: 'input.assessedAt' });
  const answers = await Promise.all([1, 2].map(() => act('recordHardLifeAssessment', input)));
  expect(answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort()).toEqual(['CONFLICT', 'done']);
});

describe('of what a family does not know', () => {
  const ASK = `query ($p: UUID!, $r: [_Any!]!) { _entities(representations: $r) { ... on Person { hardLifeSituations {
    id state child { id } findings { circumstances } } benefitsAccessLog { edges { node { change } } } } }
    hardLifeSituation(id: $p) { id } hardLifeSituations { totalCount } }`;
  const family = async (person: string, id: string) => {
    const { data, errors } = await benefits.graph.ask(aCitizen(person), ASK, {
      p: id,
      r: [{ __typename: 'Person', id: person }],
    });
    expect(errors).toBeUndefined();
    return data;
  };
  const NOTHING = {
    _entities: [{ hardLifeSituations: [], benefitsAccessLog: { edges: [] } }],
    hardLifeSituation: null,
    hardLifeSituations: { totalCount: 0 },
  };

  it('it sees nothing, and not who looked', async () => {
    const { situationId, found } = await aSituation('REGISTERED', { familyKnows: false });
    await benefits.graph.ask(specialist(), 'query ($id: UUID!) { hardLifeSituation(id: $id) { familyKnows } }', {
      id: situationId,
    });
    expect(await family(found.motherPersonId!, situationId)).toEqual(NOTHING);
    expect(await family(found.personId!, situationId)).toEqual(NOTHING);
  });

  it('it sees the situation once it was told, and never what was found without it', async () => {
    const { situationId, found } = await aSituation('REGISTERED', { familyKnows: false, circumstances: ['VIOLENCE'] });
    await act('recordHardLifeAssessment', { situationId, version: 1, familyInformed: true });
    const told = await family(found.motherPersonId!, situationId);
    expect(told._entities[0].hardLifeSituations).toEqual([
      { id: situationId, state: 'ASSESSED', child: { id: found.personId }, findings: [] },
    ]);
  });

  it('a situation that it knew of does not vanish when more is found', async () => {
    const { situationId, found } = await aSituation('REGISTERED', { circumstances: ['POVERTY'] });
    await benefits.find({ notificationId: found.notificationId, familyKnows: false, circumstances: ['VIOLENCE'] });
    const seen = await family(found.motherPersonId!, situationId);
    expect(seen._entities[0].hardLifeSituations[0].findings).toEqual([{ circumstances: ['POVERTY'] }]);
  });

  it('its mother is not told who looked at the child’s, nor that anybody did, though she knows of it; an auditor is', async () => {
    const { situationId, found } = await aSituation();
    await benefits.graph.ask(specialist(), 'query ($id: UUID!) { hardLifeSituation(id: $id) { familyKnows } }', {
      id: situationId,
    });
    const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { benefitsAccessLog {
      totalCount edges { node { operation } } } } } }`;
    const r = [{ __typename: 'Person', id: found.personId }];
    const asMother = await benefits.graph.ask(aCitizen(found.motherPersonId!), query, { r });
    expect(asMother.data._entities).toEqual([{ benefitsAccessLog: { totalCount: 0, edges: [] } }]);
    const log = 'query ($person: UUID!) { benefitsAccessLog(person: $person) { edges { node { operation } } } }';
    const auditor = aPrincipal({ roles: ['auditor'] });
    const { data } = await benefits.graph.ask(auditor, log, { person: found.personId });
    expect(data.benefitsAccessLog.edges).toContainEqual({ node: { operation: 'Query.hardLifeSituation' } });
    expect((await benefits.graph.ask(specialist(), log, { person: found.personId })).errors?.[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
  });

  it('another citizen sees nothing at all', async () => {
    const { situationId } = await aSituation();
    expect(await family(randomUUID(), situationId)).toEqual(NOTHING);
  });
});

it('is marked when nobody assessed it in time, and the mark goes when it was assessed in time after all', async () => {
  const { situationId } = await aSituation();
  await benefits.sweep(Temporal.Instant.from('2024-08-19T18:00:00Z'));
  const row = async () =>
    (
      await benefits.database.admin(
        'SELECT version, assessment_overdue_since IS NOT NULL AS overdue FROM hard_life_situation WHERE id = $1',
        [situationId],
      )
    )[0];
  expect(await row()).toEqual({ version: 2, overdue: true });
  const assessed = await act('recordHardLifeAssessment', { situationId, version: 2, assessedAt: NOW.toString() });
  expect(assessed.errors).toBeUndefined();
  expect(await row()).toEqual({ version: 3, overdue: false });
});
