import { standard } from '@kamkor/errors';

export const TASK_STATES = ['OPEN', 'CLOSED', 'WITHDRAWN'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What people and the watch do with an outreach task. */
export type TaskAction = 'recordVisit' | 'assignOutreach' | 'offerHandover' | 'recordReview' | 'close' | 'withdraw';

export const TASK_TRANSITIONS = {
  OPEN: {
    recordVisit: 'OPEN',
    assignOutreach: 'OPEN',
    offerHandover: 'OPEN',
    recordReview: 'OPEN',
    close: 'CLOSED',
    withdraw: 'WITHDRAWN',
  },
  // What was found while it was open, and is recorded now: one with a visit is closed and keeps it.
  CLOSED: { recordVisit: 'CLOSED' },
  WITHDRAWN: { recordVisit: 'CLOSED' },
} as const satisfies Record<TaskState, Partial<Record<TaskAction, TaskState>>>;

/** The order of work lists. */
export const TASK_URGENCY = { OPEN: 0, CLOSED: 1, WITHDRAWN: 1 } as const satisfies Record<TaskState, number>;

export const TASK_CLOSINGS = ['DOCUMENTED', 'APPLIED_IN_TIME', 'WATCH_CANCELLED', 'CHILD_DIED'] as const;
/** Why a task ended. `APPLIED_IN_TIME`: the application was made before the term ran out and became known later. */
export type TaskClosing = (typeof TASK_CLOSINGS)[number];

export const allowedOn = (state: TaskState): TaskAction[] => Object.keys(TASK_TRANSITIONS[state]) as TaskAction[];

/** What people may do with a task; the rest happens to it by itself. */
export const BY_PEOPLE = [
  'recordVisit',
  'assignOutreach',
  'offerHandover',
  'recordReview',
] as const satisfies readonly TaskAction[];

/** Throws TRANSITION_REFUSED naming the state and what is allowed in it. */
export function requireAllowed(state: TaskState, action: (typeof BY_PEOPLE)[number]): void {
  if (action in TASK_TRANSITIONS[state]) return;
  const allowed = BY_PEOPLE.filter((one) => one in TASK_TRANSITIONS[state]);
  throw standard.transitionRefused({ state, allowed }, { action, state, allowed: allowed.length > 0 ? allowed : '–' });
}

/** How an open task ends. One that had no reason and no visit yet is withdrawn; what was visited stays on record. */
export const endingOf = (closing: TaskClosing, visits: number): TaskState =>
  closing !== 'DOCUMENTED' && visits === 0 ? TASK_TRANSITIONS.OPEN.withdraw : TASK_TRANSITIONS.OPEN.close;

/** What a task is once a visit is recorded for it, in time or after its end. */
export const taskAfterVisit = (state: TaskState): TaskState => TASK_TRANSITIONS[state].recordVisit;
