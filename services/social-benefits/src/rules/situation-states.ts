/** How far the care for a family in a hard life situation has come. */
export const SITUATION_STATES = ['REGISTERED', 'ASSESSED', 'CLOSED'] as const;
export type SituationState = (typeof SITUATION_STATES)[number];

export const SITUATION_ACTIONS = ['recordHardLifeAssessment', 'closeHardLifeSituation'] as const;
export type SituationAction = (typeof SITUATION_ACTIONS)[number];

/** What may be done in which state, and where it leads. Nobody closes what nobody has looked at. */
export const TRANSITIONS = {
  REGISTERED: { recordHardLifeAssessment: 'ASSESSED' },
  ASSESSED: { closeHardLifeSituation: 'CLOSED' },
  CLOSED: {},
} as const satisfies Record<SituationState, Partial<Record<SituationAction, SituationState>>>;

/** The state an action leads to; null where it is refused. */
export const stateAfter = (state: SituationState, action: SituationAction): SituationState | null =>
  (TRANSITIONS[state] as Partial<Record<SituationAction, SituationState>>)[action] ?? null;

export const actionsIn = (state: SituationState): SituationAction[] =>
  SITUATION_ACTIONS.filter((action) => stateAfter(state, action) !== null);
