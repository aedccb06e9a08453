export const WATCH_STATES = ['AWAITING_APPLICATION', 'APPLIED', 'OVERDUE', 'DOCUMENTED', 'CANCELLED'] as const;
export type WatchState = (typeof WATCH_STATES)[number];

/** The order of work lists: whom somebody has to act for comes first. */
export const WATCH_URGENCY = {
  OVERDUE: 0,
  AWAITING_APPLICATION: 1,
  APPLIED: 2,
  DOCUMENTED: 3,
  CANCELLED: 3,
} as const satisfies Record<WatchState, number>;

/** Why nobody watches a child any more. */
export const WATCH_CANCELLATIONS = ['CHILD_DIED', 'DUPLICATE'] as const;
export type WatchCancellation = (typeof WATCH_CANCELLATIONS)[number];

/** What can happen to a watched child. */
export type WatchFact = 'apply' | 'withdrawApplication' | 'lapse' | 'document' | 'cancel';

/** What each state becomes by each fact; a fact that is not named changes nothing there. */
export const WATCH_TRANSITIONS = {
  AWAITING_APPLICATION: { apply: 'APPLIED', lapse: 'OVERDUE', document: 'DOCUMENTED', cancel: 'CANCELLED' },
  APPLIED: { withdrawApplication: 'AWAITING_APPLICATION', document: 'DOCUMENTED', cancel: 'CANCELLED' },
  OVERDUE: { apply: 'APPLIED', document: 'DOCUMENTED', cancel: 'CANCELLED' },
  DOCUMENTED: {},
  CANCELLED: {},
} as const satisfies Record<WatchState, Partial<Record<WatchFact, WatchState>>>;

const next = (state: WatchState, fact: WatchFact): WatchState | undefined =>
  (WATCH_TRANSITIONS[state] as Partial<Record<WatchFact, WatchState>>)[fact];

/** The states in which a fact has an effect, for a set-based change. */
export const statesChangedBy = (fact: WatchFact): WatchState[] =>
  WATCH_STATES.filter((state) => next(state, fact) !== undefined);

/** What a fact leads to, the same from every state in which it has an effect. */
export function stateAfter(fact: WatchFact): WatchState {
  const [first] = statesChangedBy(fact);
  return next(first as WatchState, fact) as WatchState;
}
