import type { DeadlineState } from './state.js';

export interface Standing {
  readonly state: DeadlineState;
  readonly dueAt: Temporal.Instant;
  readonly outerLimit: Temporal.Instant | null;
}

/** MET: in time. TAKEN_BACK: it lapsed although the fact was in time. LATE: the fact came too late, the lapse stands or follows. */
export type Settlement = 'MET' | 'TAKEN_BACK' | 'LATE';

/**
 * What a fact makes of a deadline. It counts by when it happened, never by when it was learnt: in time means before
 * the instant at which the deadline falls due. While the clock stood still only the outer limit went on.
 */
export function settle({ state, dueAt, outerLimit }: Standing, factAt: Temporal.Instant): Settlement {
  const end = state === 'SUSPENDED' ? outerLimit : dueAt;
  const inTime = end === null || Temporal.Instant.compare(factAt, end) < 0;
  if (!inTime) return 'LATE';
  return state === 'LAPSED' ? 'TAKEN_BACK' : 'MET';
}
