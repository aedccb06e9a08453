import { standard } from '@kamkor/errors';

/** A deadline is over in MET, LAPSED and CANCELLED; PARKED is one whose reaction failed and will be tried again. */
export const DEADLINE_STATES = ['PENDING', 'SUSPENDED', 'MET', 'LAPSED', 'CANCELLED', 'PARKED'] as const;
export type DeadlineState = (typeof DEADLINE_STATES)[number];

export type DeadlineAction = 'meet' | 'cancel' | 'extend' | 'suspend' | 'resume';

/** What may be done in which state. A lapse is taken back only by a fact from before the deadline fell due. */
export const ALLOWED = {
  PENDING: ['meet', 'cancel', 'extend', 'suspend'],
  SUSPENDED: ['meet', 'cancel', 'extend', 'resume'],
  PARKED: ['meet', 'cancel', 'extend'],
  LAPSED: ['meet'],
  MET: [],
  CANCELLED: [],
} as const satisfies Record<DeadlineState, readonly DeadlineAction[]>;

/** States in which a deadline still runs or stands; at most one of a kind for each subject. */
export const OPEN_STATES = ['PENDING', 'SUSPENDED', 'PARKED'] as const satisfies readonly DeadlineState[];

/** States in which it is over. A lapsed one may still come to be met, by a fact that is learnt late. */
export const ENDED_STATES = ['MET', 'LAPSED', 'CANCELLED'] as const satisfies readonly Exclude<
  DeadlineState,
  (typeof OPEN_STATES)[number]
>[];

export const allows = (state: DeadlineState, action: DeadlineAction): boolean =>
  (ALLOWED[state] as readonly DeadlineAction[]).includes(action);

/** TRANSITION_REFUSED, naming the state and what is allowed from it. */
export function refusedIn(state: DeadlineState, action: DeadlineAction): Error {
  const allowed = ALLOWED[state];
  return standard.transitionRefused({ state, allowed }, { action, state, allowed });
}

export function requireAllowed(state: DeadlineState, action: DeadlineAction): void {
  if (!allows(state, action)) throw refusedIn(state, action);
}
