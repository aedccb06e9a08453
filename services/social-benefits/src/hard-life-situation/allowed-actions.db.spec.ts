import { aCitizen, aPrincipal, triedAction } from '@kamkor/testing';
import {
  actionsIn,
  SITUATION_ACTIONS,
  type SituationAction,
  type SituationState,
} from '../rules/hard-life-situation/states.js';
import { Benefits, specialist } from '../testing/benefits.js';

let benefits: Benefits;
beforeAll(async () => {
  benefits = await Benefits.open();
});
afterAll(async () => {
  expect(benefits.graph.unexpected).toEqual([]);
  await benefits.close();
});

const EXTRA: Readonly<Record<SituationAction, object>> = {
  recordHardLifeAssessment: { outcome: 'SUPPORT_PLANNED', familyInformed: false },
  recordHardLifeReview: { familyInformed: false },
  closeHardLifeSituation: { reason: 'OVERCOME' },
  recordHardLifeObjection: { reason: 'NOT_WANTED' },
  upholdHardLifeObjection: {},
  rejectHardLifeObjection: {},
};

async function act(action: SituationAction, situationId: string, version: number, who = specialist()) {
  const query = `mutation ($input: ${action[0]!.toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input) { id } }`;
  const input = { situationId, version, ...EXTRA[action] };
  return (await benefits.graph.ask(who, query, { input })).errors?.[0]?.extensions;
}

async function situationAfter(actions: readonly SituationAction[]) {
  const [found] = await benefits.find({});
  const [row] = await benefits.situationsOf(found!.notificationId);
  const id = row!.id as string;
  for (const [i, action] of actions.entries()) expect(await act(action, id, i + 1)).toBeUndefined();
  return { id, version: actions.length + 1, mother: found!.motherPersonId as string };
}

const OBJECTED = ['recordHardLifeObjection'] as const;
const ASSESSED = ['recordHardLifeAssessment'] as const;
const STANDINGS: readonly [SituationState, boolean, readonly SituationAction[]][] = [
  ['REGISTERED', false, []],
  ['REGISTERED', true, OBJECTED],
  ['ASSESSED', false, ASSESSED],
  ['ASSESSED', true, [...ASSESSED, ...OBJECTED]],
  ['CLOSED', false, [...ASSESSED, 'closeHardLifeSituation']],
];
const CALLERS = [
  ['a specialist', () => specialist(), SITUATION_ACTIONS],
  ['the mother', (mother: string) => aCitizen(mother), OBJECTED],
  ['a social worker', () => aPrincipal({ roles: ['social-worker'], territory: 'KG-C-03' }), []],
] as const;

describe.each(STANDINGS)('a situation that is %s, objected to %s', (state, objectionPending, way) => {
  it.each(CALLERS)('answers %s each action as allowedActions says', async (_who, callerOf, ofRole) => {
    const allowed = actionsIn({ state, objectionPending });
    for (const action of SITUATION_ACTIONS) {
      const { id, version, mother } = await situationAfter(way);
      const who = callerOf(mother);
      const record = { type: 'HardLifeSituation', id, action };
      const { reason, refused } = await triedAction(benefits.graph, who, record, () => act(action, id, version, who));
      if (!(ofRole as readonly string[]).includes(action)) expect(reason).toBe('ROLE_NOT_ALLOWED');
      else if (allowed.includes(action)) expect(reason).toBeNull();
      else expect(refused).toMatchObject({ code: 'TRANSITION_REFUSED', state, allowed });
    }
  });
});
