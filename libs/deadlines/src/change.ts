import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { recordChange } from '@kamkor/trail';
import { announce } from './announce.js';
import { COLUMNS, type Deadline } from './deadline.js';
import { type DeadlineKind, isWithheld } from './kind.js';
import { nameSubjects } from './named-subjects.js';
import { alreadyDue, beyondOuterLimit, notLater, reasonMissing } from './refusals.js';
import { type DeadlineAction, refusedIn, requireAllowed } from './state.js';

/** The open deadline of a kind on a subject, and why it is changed. Who changes it is the transaction's principal. */
export interface ChangeOf {
  readonly kind: DeadlineKind;
  readonly subjectId: string;
  /** For the record; kept with the deadline's history, never in the trail or the log. */
  readonly why: string;
}

const OF_SUBJECT = `SELECT ${COLUMNS} FROM deadline d WHERE d.subject_id = $1 AND d.kind = $2`;
const LOCK_OPEN = `${OF_SUBJECT} AND d.filed_under IS NULL AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED') FOR UPDATE`;
/** Asked state by state, because each stands in an index of its own. */
const LAST_ENDED = `SELECT state FROM (
    SELECT state, ended_at FROM deadline WHERE subject_id = $1 AND kind = $2 AND state = 'LAPSED'
    UNION ALL SELECT state, ended_at FROM deadline WHERE subject_id = $1 AND kind = $2 AND state IN ('MET', 'CANCELLED')
  ) ended ORDER BY ended_at DESC LIMIT 1`;

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;

/** Ends it without lapse: what it waited for is not needed any more. Throws TRANSITION_REFUSED, NOT_FOUND. */
export async function cancelDeadline(of: ChangeOf): Promise<void> {
  const deadline = await locked(of, 'cancel');
  await write(of, deadline, 'CANCELLED', `state = 'CANCELLED', ended_at = $2, suspended_at = NULL, retry_at = NULL`, [
    tx().now,
  ]);
}

/** Moves it to a later instant, at most to its outer limit. A parked one that has time again is pending again. */
export async function extendDeadline(of: ChangeOf & { readonly to: Temporal.Instant }): Promise<void> {
  const deadline = await locked(of, 'extend');
  const { dueAt, outerLimit } = deadline;
  if (!isBefore(dueAt, of.to)) throw notLater({ field: 'to' }, { due: dueAt.toString() });
  if (outerLimit && isBefore(outerLimit, of.to))
    throw beyondOuterLimit({ field: 'to' }, { limit: outerLimit.toString() });
  const pendingAgain = deadline.state === 'PARKED' && isBefore(tx().now, of.to);
  await write(
    of,
    deadline,
    'EXTENDED',
    pendingAgain ? `due_at = $2, state = 'PENDING', retry_at = NULL, error = NULL` : 'due_at = $2',
    [of.to],
    of.to,
  );
  await announce([of.to]);
}

/** Stops the clock, such as while another agency is asked. The outer limit goes on. */
export async function suspendDeadline(of: ChangeOf): Promise<void> {
  const deadline = await locked(of, 'suspend');
  if (!isBefore(tx().now, deadline.dueAt)) {
    throw alreadyDue({ state: deadline.state }, { due: deadline.dueAt.toString() });
  }
  await write(of, deadline, 'SUSPENDED', `state = 'SUSPENDED', suspended_at = $2`, [tx().now]);
  if (deadline.outerLimit) await announce([deadline.outerLimit]);
}

/** Lets the clock go on with the time that was left when it was stopped, at most to the outer limit. */
export async function resumeDeadline(of: ChangeOf): Promise<void> {
  const deadline = await locked(of, 'resume');
  const moved = deadline.dueAt.add(tx().now.since(deadline.suspendedAt!));
  const limit = deadline.outerLimit;
  const dueAt = limit && isBefore(limit, moved) ? limit : moved;
  await write(of, deadline, 'RESUMED', `state = 'PENDING', suspended_at = NULL, due_at = $2`, [dueAt], dueAt);
  await announce([dueAt]);
}

async function locked({ kind, subjectId, why }: ChangeOf, action: DeadlineAction): Promise<Deadline> {
  if (!why.trim()) throw reasonMissing({ field: 'why' });
  await nameSubjects([subjectId]);
  const [deadline] = await tx().sql<Deadline>(LOCK_OPEN, [subjectId, kind.kind]);
  if (deadline) {
    requireAllowed(deadline.state, action);
    return deadline;
  }
  const [ended] = await tx().sql<{ state: 'LAPSED' | 'MET' | 'CANCELLED' }>(LAST_ENDED, [subjectId, kind.kind]);
  if (!ended) throw standard.notFound();
  throw refusedIn(ended.state, action);
}

const HISTORY = `INSERT INTO deadline_change (deadline_id, changed_at, changed_by, change, why, due_before, due_after)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;

async function write(
  { kind, why }: ChangeOf,
  deadline: Deadline,
  change: string,
  assignments: string,
  values: readonly unknown[],
  after: Temporal.Instant = deadline.dueAt,
): Promise<void> {
  const { id, person, subjectType, subjectId, regulation, dueAt: before } = deadline;
  const { now, principal } = tx();
  await tx().sql(`UPDATE deadline SET ${assignments}, version = version + 1 WHERE id = $1 AND filed_under IS NULL`, [
    id,
    ...values,
  ]);
  await tx().sql(HISTORY, [id, now, principal.subject, change, why.trim(), before, after]);
  recordChange({
    person,
    subjectType,
    subjectId,
    change: `DEADLINE_${change}:${kind.kind}`,
    rule: regulation,
    withheld: isWithheld(kind, deadline),
  });
}
