import { tx } from '@kamkor/persistence';
import { COLUMNS, type Deadline } from './deadline.js';
import { type DeadlineState, OPEN_STATES } from './state.js';

export interface DeadlineFilter {
  /** PENDING by default. */
  readonly states?: readonly DeadlineState[];
  /** Due at or before it: with PENDING and now, what is overdue. */
  readonly dueBefore?: Temporal.Instant;
  readonly kind?: string;
  /** A territory and everything below it. */
  readonly territory?: string;
  readonly owner?: string;
  readonly person?: string;
  readonly subjectId?: string;
}

/** Where a page begins: after this deadline, in the order of `dueAt`, then `id`. */
export interface DeadlinePosition {
  readonly dueAt: Temporal.Instant;
  readonly id: string;
}

const MOST = 100;

/**
 * Deadlines that the caller may see, soonest first, at most 100 from `after` on (ask for one more than the page to know
 * whether there is another). The caller's own territory is stated beside the policy, so that its index is used.
 */
export async function findDeadlines(
  filter: DeadlineFilter,
  { first = MOST, after }: { readonly first?: number; readonly after?: DeadlinePosition } = {},
): Promise<Deadline[]> {
  const where = new Conditions(filter);
  if (after) where.add((dueAt, id) => `(d.due_at, d.id) > (${dueAt}::timestamptz, ${id}::uuid)`, after.dueAt, after.id);
  return await tx().sql<Deadline>(
    `SELECT ${COLUMNS} FROM deadline d WHERE ${where.text} ORDER BY d.due_at, d.id
     LIMIT ${Math.min(Math.max(0, Math.trunc(first)), MOST + 1)}`,
    where.values,
  );
}

/** Most that are counted: beyond it the number is only known to be larger. */
export const COUNTED = 10_000;

export interface DeadlineCount {
  readonly kind: string;
  readonly state: DeadlineState;
  readonly overdue: boolean;
  /** At most {@link COUNTED} over all rows of the answer. */
  readonly count: number;
}

/**
 * How many the caller may see, by kind, state and whether the instant has passed; of the soonest {@link COUNTED} only, so
 * that the cost stays bounded at any number of pending ones. `capped` says that there are more.
 */
export async function deadlineCounts(
  filter: DeadlineFilter,
): Promise<{ readonly counts: DeadlineCount[]; readonly total: number; readonly capped: boolean }> {
  const where = new Conditions(filter);
  const now = where.parameter(tx().now);
  const counts = await tx().sql<DeadlineCount>(
    `SELECT kind, state, due_at <= ${now}::timestamptz AS overdue, count(*) AS count
     FROM (SELECT d.kind, d.state, d.due_at FROM deadline d WHERE ${where.text} ORDER BY d.due_at, d.id
       LIMIT ${COUNTED + 1}) counted
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    where.values,
  );
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return { counts, total: Math.min(total, COUNTED), capped: total > COUNTED };
}

class Conditions {
  private readonly parts: string[] = [];
  readonly values: unknown[] = [];

  constructor({ states = ['PENDING'], dueBefore, kind, territory, owner, person, subjectId }: DeadlineFilter) {
    // Spelt out, because a partial index is only used where the state is known when the statement is planned.
    this.parts.push(`d.state IN (${states.map((state) => `'${state.replace(/\W/g, '')}'`).join(', ') || 'NULL'})`);
    if (states.every((state) => (OPEN_STATES as readonly DeadlineState[]).includes(state)))
      this.parts.push('d.filed_under IS NULL');
    const own = tx().principal.person === null ? tx().principal.territory : null;
    for (const root of [own, territory ?? null]) {
      if (root !== null) this.add((from, to) => `d.territory >= ${from} AND d.territory < ${to}`, root, `${root}.`);
    }
    if (dueBefore) this.add((at) => `d.due_at <= ${at}::timestamptz`, dueBefore);
    if (kind !== undefined) this.add((code) => `d.kind = ${code}`, kind);
    if (owner !== undefined) this.add((code) => `d.owner = ${code}`, owner);
    if (person !== undefined) this.add((id) => `d.person = ${id}::uuid`, person);
    if (subjectId !== undefined) this.add((id) => `d.subject_id = ${id}::uuid`, subjectId);
  }

  get text(): string {
    return this.parts.join(' AND ');
  }

  parameter(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  add(condition: (...places: string[]) => string, ...values: unknown[]): void {
    this.parts.push(condition(...values.map((value) => this.parameter(value))));
  }
}
