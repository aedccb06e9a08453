/** How far a child's birth certificate has come. */
export const BIRTH_RECORD_STATES = ['NOTIFIED', 'APPLIED', 'REGISTERED', 'CERTIFIED'] as const;
export type BirthRecordState = (typeof BIRTH_RECORD_STATES)[number];

/** Whether the birth stands in the register. Until then its date, its sex and its mother may turn out otherwise. */
export const IS_REGISTERED = {
  NOTIFIED: false,
  APPLIED: false,
  REGISTERED: true,
  CERTIFIED: true,
} as const satisfies Record<BirthRecordState, boolean>;

export const REGISTERED_STATES = BIRTH_RECORD_STATES.filter((state) => IS_REGISTERED[state]);
export const UNREGISTERED_STATES = BIRTH_RECORD_STATES.filter((state) => !IS_REGISTERED[state]);

export const BIRTH_RECORD_ACTIONS = [
  'applyForBirthCertificate',
  'withdrawBirthCertificateApplication',
  'registerBirth',
  'issueBirthCertificate',
] as const;
export type BirthRecordAction = (typeof BIRTH_RECORD_ACTIONS)[number];

/** What may be done in which state, and where it leads. Everything else is refused. */
export const BIRTH_RECORD_TRANSITIONS = {
  NOTIFIED: { applyForBirthCertificate: 'APPLIED' },
  APPLIED: { registerBirth: 'REGISTERED', withdrawBirthCertificateApplication: 'NOTIFIED' },
  REGISTERED: { issueBirthCertificate: 'CERTIFIED' },
  CERTIFIED: {},
} as const satisfies Record<BirthRecordState, Partial<Record<BirthRecordAction, BirthRecordState>>>;

/** The states to which these actions lead. */
export const statesAfter = (actions: readonly BirthRecordAction[]): BirthRecordState[] =>
  BIRTH_RECORD_STATES.filter((to) =>
    BIRTH_RECORD_STATES.some((from) => actions.some((action) => stateAfter(from, action) === to)),
  );

/** The state that an action leads to; null if it is refused. */
export const stateAfter = (state: BirthRecordState, action: BirthRecordAction): BirthRecordState | null =>
  (BIRTH_RECORD_TRANSITIONS[state] as Partial<Record<BirthRecordAction, BirthRecordState>>)[action] ?? null;

export const actionsIn = (state: BirthRecordState): BirthRecordAction[] =>
  BIRTH_RECORD_ACTIONS.filter((action) => stateAfter(state, action) !== null);
