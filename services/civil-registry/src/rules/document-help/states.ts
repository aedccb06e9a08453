/** How far help with a document that a parent lacks has come. */
export const DOCUMENT_HELP_STATES = ['OPEN', 'IN_PROGRESS', 'HELPED', 'NOT_POSSIBLE', 'WITHDRAWN'] as const;
export type DocumentHelpState = (typeof DOCUMENT_HELP_STATES)[number];

export const DOCUMENT_HELP_ACTIONS = [
  'beginDocumentHelp',
  'recordDocumentHelped',
  'recordDocumentNotPossible',
] as const;
export type DocumentHelpAction = (typeof DOCUMENT_HELP_ACTIONS)[number];

/**
 * What may be done in which state, and where it leads. Nobody can say that help is impossible before beginning it.
 * Nobody withdraws a request: that happens to an open one when the child dies.
 */
export const DOCUMENT_HELP_TRANSITIONS = {
  OPEN: { beginDocumentHelp: 'IN_PROGRESS' },
  IN_PROGRESS: { recordDocumentHelped: 'HELPED', recordDocumentNotPossible: 'NOT_POSSIBLE' },
  HELPED: {},
  NOT_POSSIBLE: {},
  WITHDRAWN: {},
} as const satisfies Record<DocumentHelpState, Partial<Record<DocumentHelpAction, DocumentHelpState>>>;

/** Those in which somebody still has to do something. */
export const OPEN_HELP_STATES = DOCUMENT_HELP_STATES.filter(
  (state) => Object.keys(DOCUMENT_HELP_TRANSITIONS[state]).length > 0,
);
export const ENDED_HELP_STATES = DOCUMENT_HELP_STATES.filter((state) => !OPEN_HELP_STATES.includes(state));

/** The state that an action leads to; null if it is refused. */
export const helpAfter = (state: DocumentHelpState, action: DocumentHelpAction): DocumentHelpState | null =>
  (DOCUMENT_HELP_TRANSITIONS[state] as Partial<Record<DocumentHelpAction, DocumentHelpState>>)[action] ?? null;

export const helpActionsIn = (state: DocumentHelpState): DocumentHelpAction[] =>
  DOCUMENT_HELP_ACTIONS.filter((action) => helpAfter(state, action) !== null);

/** Why a document could not be obtained. */
export const NOT_POSSIBLE_REASONS = [
  'PARENT_DECLINED',
  'PARENT_NOT_FOUND',
  'FOREIGN_AUTHORITY',
  'COURT_NEEDED',
  'NOT_NEEDED',
  'OTHER',
] as const;
export type NotPossibleReason = (typeof NOT_POSSIBLE_REASONS)[number];
