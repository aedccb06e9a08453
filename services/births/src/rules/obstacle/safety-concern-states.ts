import { standard } from '@kamkor/errors';

export const SAFETY_GROUNDS = [
  'VIOLENCE',
  'THREAT',
  'NEGLECT',
  'FORCED_MARRIAGE',
  'TRAFFICKING',
  'MOTHER_UNDER_AGE',
  'OTHER',
] as const;
/** Why somebody in the family may not be safe. */
export type SafetyGround = (typeof SAFETY_GROUNDS)[number];

export const SAFETY_OUTCOMES = ['PROTECTED', 'REFERRED', 'NOT_CONFIRMED'] as const;
export type SafetyOutcome = (typeof SAFETY_OUTCOMES)[number];

export const SAFETY_CONCERN_STATES = ['RAISED', 'TAKEN_UP', 'CLOSED'] as const;
export type SafetyConcernState = (typeof SAFETY_CONCERN_STATES)[number];

/** The order of work lists: whom nobody looks after comes first. */
export const CONCERN_URGENCY = { RAISED: 0, TAKEN_UP: 1, CLOSED: 2 } as const satisfies Record<
  SafetyConcernState,
  number
>;

export const SAFETY_CONCERN_ACTIONS = ['takeUpSafetyConcern', 'closeSafetyConcern'] as const;
export type SafetyConcernAction = (typeof SAFETY_CONCERN_ACTIONS)[number];

/** Nobody closes what nobody has taken up. */
export const SAFETY_CONCERN_TRANSITIONS = {
  RAISED: { takeUpSafetyConcern: 'TAKEN_UP' },
  TAKEN_UP: { closeSafetyConcern: 'CLOSED' },
  CLOSED: {},
} as const satisfies Record<SafetyConcernState, Partial<Record<SafetyConcernAction, SafetyConcernState>>>;

/** What becomes of a concern once the naming of who took it up is withdrawn: it is anybody's again. */
export const CONCERN_AFTER_WITHDRAWAL = { TAKEN_UP: 'RAISED' } as const satisfies Partial<
  Record<SafetyConcernState, SafetyConcernState>
>;

export const concernAfter = (state: SafetyConcernState, action: SafetyConcernAction): SafetyConcernState | null =>
  (SAFETY_CONCERN_TRANSITIONS[state] as Partial<Record<SafetyConcernAction, SafetyConcernState>>)[action] ?? null;

/** The state an action leads to. Throws TRANSITION_REFUSED naming the state and what is allowed in it. */
export function requireConcernAction(state: SafetyConcernState, action: SafetyConcernAction): SafetyConcernState {
  const to = concernAfter(state, action);
  if (to !== null) return to;
  const allowed = SAFETY_CONCERN_ACTIONS.filter((one) => concernAfter(state, one) !== null);
  throw standard.transitionRefused({ state, allowed }, { action, state, allowed: allowed.length > 0 ? allowed : '–' });
}
