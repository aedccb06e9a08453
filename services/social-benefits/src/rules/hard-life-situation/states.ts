/** How far the care for a family in a hard life situation has come. */
export const SITUATION_STATES = ['REGISTERED', 'ASSESSED', 'CLOSED'] as const;
export type SituationState = (typeof SITUATION_STATES)[number];

export const SITUATION_ACTIONS = [
  'recordHardLifeAssessment',
  'recordHardLifeReview',
  'closeHardLifeSituation',
  'recordHardLifeObjection',
  'upholdHardLifeObjection',
  'rejectHardLifeObjection',
] as const;
export type SituationAction = (typeof SITUATION_ACTIONS)[number];

/**
 * What may be done in which state, and where it leads. Nobody closes a situation that nobody has looked at, unless the
 * family objected and is right: then it is closed at once. A child's death closes it by itself from every state.
 */
export const SITUATION_TRANSITIONS = {
  REGISTERED: {
    recordHardLifeAssessment: 'ASSESSED',
    recordHardLifeObjection: 'REGISTERED',
    upholdHardLifeObjection: 'CLOSED',
    rejectHardLifeObjection: 'REGISTERED',
  },
  ASSESSED: {
    recordHardLifeReview: 'ASSESSED',
    closeHardLifeSituation: 'CLOSED',
    recordHardLifeObjection: 'ASSESSED',
    upholdHardLifeObjection: 'CLOSED',
    rejectHardLifeObjection: 'ASSESSED',
  },
  CLOSED: {},
} as const satisfies Record<SituationState, Partial<Record<SituationAction, SituationState>>>;

/** The state that an action leads to; null if it is refused. */
export const stateAfter = (state: SituationState, action: SituationAction): SituationState | null =>
  (SITUATION_TRANSITIONS[state] as Partial<Record<SituationAction, SituationState>>)[action] ?? null;

/**
 * What a situation becomes that was closed as a duplicate but is none after all: what it was before. It is closed as a
 * duplicate from every open state, because the registry says so and not because somebody acts.
 */
export const stateReopened = (assessed: boolean): SituationState => (assessed ? 'ASSESSED' : 'REGISTERED');

/** What matters about a situation for what may be done. */
export interface Standing {
  readonly state: SituationState;
  /** The family has objected and is waiting for an answer. */
  readonly objectionPending: boolean;
}

const ANSWERS: readonly SituationAction[] = ['upholdHardLifeObjection', 'rejectHardLifeObjection'];

/**
 * Whether an action is possible. There is an answer only to an objection, and no second objection before the answer.
 */
export function isPossible({ state, objectionPending }: Standing, action: SituationAction): boolean {
  if (stateAfter(state, action) === null) return false;
  if (ANSWERS.includes(action)) return objectionPending;
  return action !== 'recordHardLifeObjection' || !objectionPending;
}

export const actionsIn = (standing: Standing): SituationAction[] =>
  SITUATION_ACTIONS.filter((action) => isPossible(standing, action));
