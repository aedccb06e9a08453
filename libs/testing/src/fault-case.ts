/** One kind of deadline, and by what its subject shows that the lapse took effect. */
export interface PromisedKind {
  readonly kind: string;
  readonly subjectType: string;
  readonly table: string;
  /** A condition on a row of the table, true once the lapse has done what it is for. */
  readonly effect: string;
  /** The pool from which it takes its subjects; by default that of its table. */
  readonly pool?: string;
}

/** What the fault tests need of a service: `src/testing/faults.ts` in its folder, under the name `faults`. */
export interface FaultCase {
  /** Every kind of deadline of the service; one that is missing fails the tests. */
  readonly kinds: readonly PromisedKind[];
  /** By pool, an INSERT of $1 subjects, for those that need no journey. */
  readonly rows: Readonly<Record<string, string>>;
}
