import type { Binds, Deadline } from './deadline.js';

/** Reacts to a batch of deadlines in the running transaction, with statements over the whole batch. */
export type Reaction = (batch: readonly Deadline[]) => Promise<void>;

export interface DeadlineKind {
  /** Code of the promise: `APPLICATION_60_DAYS`. */
  readonly kind: string;
  /** STATE: always fires. PERSON: its lapse costs a person a right, so every outage of ours extends it. */
  readonly binds: Binds;
  /** Code of the regulation that gives the term. */
  readonly regulation: string;
  /**
   * What a lapse causes. The deadlines are already LAPSED, so a chain may open its next link. It may run again after
   * a failure, but then everything that it did before is rolled back. If it fails for one, only that one is PARKED.
   * A link opened here counts from `tx().now`, so that an outage makes no official late.
   */
  readonly lapse: Reaction;
  /** Takes back what a lapse caused, for facts learnt late. The deadlines are already MET. */
  readonly takeBack?: Reaction;
  /** Most lapses in a minute of real time, over all workers: for notices that would flood somebody after an outage. */
  readonly maxPerMinute?: number;
  /** True where the person must not learn of the trail's entry; of all deadlines of the kind, or as one of them says. */
  readonly withheld?: boolean | ((deadline: Deadline) => boolean);
}

/** Whether the person must not learn of what the trail says of this deadline. */
export const isWithheld = ({ withheld = false }: DeadlineKind, deadline: Deadline): boolean =>
  typeof withheld === 'function' ? withheld(deadline) : withheld;

const CODE = /^[A-Z][A-Z0-9_]{0,39}$/;

/** Declares a kind of deadline once, beside the aggregate that it watches. Throws RangeError for a bad code. */
export function deadlineKind(kind: DeadlineKind): DeadlineKind {
  if (!CODE.test(kind.kind)) throw new RangeError(`"${kind.kind}" is no code for a kind of deadline`);
  if (kind.maxPerMinute !== undefined && !(kind.maxPerMinute > 0)) {
    throw new RangeError(`${kind.kind}: maxPerMinute must be above 0`);
  }
  return Object.freeze({ ...kind });
}
