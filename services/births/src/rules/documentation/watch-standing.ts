import { stateAfter, type WatchState } from './watch-states.js';

/** What was told of a child, by every notification of it. */
export interface ToldOfChild {
  readonly appliedAt: Temporal.Instant | null;
  readonly documentedAt: Temporal.Instant | null;
  /** When it was stated that the child has died. */
  readonly diedAt: Temporal.Instant | null;
}

export interface Stands extends ToldOfChild {
  readonly state: WatchState;
  readonly dueAt: Temporal.Instant;
  readonly wasOverdue: boolean;
}

export interface Standing {
  readonly state: WatchState;
  /** When it was first known to be applied for: a certificate proves an application that nobody told of. */
  readonly firstFactAt: Temporal.Instant | null;
  readonly inTime: boolean;
  /** The deadline of the application has to run: it ends the term, or notes that it had ended before the parents applied. */
  readonly deadlineRuns: boolean;
}

const isBefore = (one: Temporal.Instant, other: Temporal.Instant): boolean => Temporal.Instant.compare(one, other) < 0;

/**
 * How a watch stands by what is told of its child, whatever was believed before: where two notifications become one
 * child, where they are two again, where an application is taken back. One that was overdue and has no facts waits by its
 * original date, and is overdue with the next sweep, which also sends somebody.
 */
export function standingBy({ appliedAt, documentedAt, diedAt, state, dueAt, wasOverdue }: Stands): Standing {
  const documented = documentedAt !== null && (diedAt === null || isBefore(documentedAt, diedAt));
  const firstFactAt =
    appliedAt === null || (documentedAt !== null && isBefore(documentedAt, appliedAt)) ? documentedAt : appliedAt;
  const inTime = firstFactAt !== null && isBefore(firstFactAt, dueAt);
  const by = (): WatchState => {
    if (documented) return stateAfter('document');
    if (diedAt !== null) return stateAfter('cancel');
    if (firstFactAt !== null) return stateAfter('apply');
    return state === stateAfter('lapse') ? state : stateAfter('withdrawApplication');
  };
  const stands = by();
  const waits = stands === stateAfter('withdrawApplication');
  const unnoticed = firstFactAt !== null && !inTime && !wasOverdue && stands !== stateAfter('cancel');
  return { state: stands, firstFactAt, inTime, deadlineRuns: waits || unnoticed };
}
