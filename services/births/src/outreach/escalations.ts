import { type Deadline, type DeadlineKind, DUE_SUBJECTS, openDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import type { ResponsibleBody } from '../rules/care-status.js';
import type { Law } from '../rules/law.js';
import { nextVisitDueAt } from '../rules/outreach/next-visit-term.js';

interface Escalated {
  readonly id: string;
  readonly childPersonId: string | null;
  readonly territory: string;
  readonly responsible: ResponsibleBody;
  readonly escalations: number;
}

/** A visit that came too late, but before the sweep, was missed all the same; the supervisor need not send anybody for it. */
const ESCALATE = `UPDATE outreach_task t SET escalations = t.escalations + 1, next_visit_due_at = $1, version = t.version + 1,
    escalated_at = CASE WHEN t.last_visited_at >= m.due_at THEN t.escalated_at ELSE $2 END
  FROM ${DUE_SUBJECTS.from('m', 3)} WHERE t.id = m.subject_id AND t.state = 'OPEN'
  RETURNING t.id, t.child_person AS "childPersonId", t.territory, t.responsible, t.escalations`;

/** The visit that says so counts the version. What was missed since a visit that is known already stays missed. */
const TAKE_BACK = `UPDATE outreach_task t SET escalations = t.escalations - m.count,
    escalated_at = CASE WHEN t.last_visited_at >= m.due_at THEN t.escalated_at END
  FROM (SELECT s.subject_id AS id, count(*)::int AS count, max(s.due_at) AS due_at FROM ${DUE_SUBJECTS.from('s')}
    GROUP BY s.subject_id) m WHERE t.id = m.id`;

/** A visit was missed: the supervisor of the unit sees the task, and the deadline of the next visit counts from now. */
export async function escalate(
  missed: readonly { readonly subjectId: string; readonly dueAt: Temporal.Instant }[],
  law: Law,
  nextVisit: DeadlineKind,
): Promise<void> {
  if (missed.length === 0) return;
  const { sql, now } = tx();
  const dueAt = nextVisitDueAt(now, now, law.calendar, law.book);
  const tasks = await sql<Escalated>(ESCALATE, [dueAt, now, ...DUE_SUBJECTS.values(missed)]);
  await openDeadlines(
    nextVisit,
    tasks.map(({ id, childPersonId, territory, responsible, escalations }) => ({
      subject: { type: 'OutreachTask', id },
      person: childPersonId,
      territory,
      owner: responsible,
      dueAt,
      round: escalations + 1,
    })),
  );
}

/** The visit had taken place in time and was recorded later: it was not missed. */
export async function takeBackEscalations(taken: readonly Deadline[]): Promise<void> {
  await tx().sql(TAKE_BACK, DUE_SUBJECTS.values(taken));
}

/** The child has no certificate after so long: the supervisor is to look at what was done. */
export async function noticeReviews(due: readonly Deadline[]): Promise<void> {
  await tx().sql(
    `UPDATE outreach_task SET review_noticed_at = $2, version = version + 1 WHERE id = ANY ($1::uuid[]) AND state = 'OPEN'`,
    [due.map(({ subjectId }) => subjectId), tx().now],
  );
}
