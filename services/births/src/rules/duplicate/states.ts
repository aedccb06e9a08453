import { standard } from '@kamkor/errors';

export const DUPLICATE_STATES = ['OPEN', 'SAME', 'DIFFERENT'] as const;
/** Whether two notifications are one child: nobody has decided, yes, no. */
export type DuplicateState = (typeof DUPLICATE_STATES)[number];

export const DUPLICATE_DECISIONS = ['SAME', 'DIFFERENT'] as const;
export type DuplicateDecision = (typeof DUPLICATE_DECISIONS)[number];

export type DuplicateAction = 'decideDuplicate' | 'undoDuplicate';

/** A decided pair stays decided: only an undo, with its reason, opens it again. */
export const DUPLICATE_ACTIONS = {
  OPEN: ['decideDuplicate'],
  SAME: ['undoDuplicate'],
  DIFFERENT: ['undoDuplicate'],
} as const satisfies Record<DuplicateState, readonly DuplicateAction[]>;

export const duplicateAllows = (state: DuplicateState, action: DuplicateAction): boolean =>
  (DUPLICATE_ACTIONS[state] as readonly DuplicateAction[]).includes(action);

/** Throws TRANSITION_REFUSED naming the state and what is allowed in it. */
export function requireDuplicateAllows(state: DuplicateState, action: DuplicateAction): void {
  if (duplicateAllows(state, action)) return;
  const allowed = DUPLICATE_ACTIONS[state];
  throw standard.transitionRefused({ state, allowed }, { action, state, allowed });
}
