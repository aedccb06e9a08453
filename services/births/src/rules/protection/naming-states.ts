import { standard } from '@kamkor/errors';

export const NAMING_STATES = ['NAMED', 'WITHDRAWN'] as const;
/** Whether a protection worker is one. */
export type NamingState = (typeof NAMING_STATES)[number];

export type NamingAction = 'withdrawProtectionWorker';

/** Who is to be one again is named again, by somebody who says so now. */
export const NAMING_TRANSITIONS = {
  NAMED: { withdrawProtectionWorker: 'WITHDRAWN' },
  WITHDRAWN: {},
} as const satisfies Record<NamingState, Partial<Record<NamingAction, NamingState>>>;

export const WITHDRAWAL_REASONS = ['LEFT_OFFICE', 'ON_LEAVE', 'CONFLICT_OF_INTEREST', 'MISUSE', 'OTHER'] as const;
/** Why a naming was withdrawn. */
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

export const namingAllows = (state: NamingState, action: NamingAction): boolean => action in NAMING_TRANSITIONS[state];

/** Throws TRANSITION_REFUSED naming the state and what is allowed in it. */
export function requireNamingAllows(state: NamingState, action: NamingAction): void {
  if (namingAllows(state, action)) return;
  throw standard.transitionRefused({ state, allowed: [] }, { action, state, allowed: '–' });
}
