import { tx } from '@kamkor/persistence';
import type { ResponsibleBody } from '../rules/care-status.js';
import type { TaskState } from '../rules/task-states.js';
import type { VisitReport } from '../rules/visit.js';

/** A task with what a visit is checked against. */
export interface VisitedTask {
  readonly id: string;
  readonly version: number;
  readonly state: TaskState;
  readonly notificationId: string;
  readonly childPersonId: string | null;
  readonly motherPersonId: string | null;
  readonly territory: string;
  readonly responsible: ResponsibleBody;
  readonly reminderDueAt: Temporal.Instant | null;
  readonly reminders: number;
  readonly lastVisitedAt: Temporal.Instant | null;
  readonly nextVisitDueAt: Temporal.Instant | null;
  readonly escalations: number;
  readonly bornAt: Temporal.Instant;
}

/** The task, as far as the caller may see it; `FOR UPDATE` keeps everybody else's hands off it. */
export async function taskToVisit(id: string, lock: '' | 'FOR UPDATE' = ''): Promise<VisitedTask | undefined> {
  const [task] = await tx().sql<VisitedTask>(
    `SELECT t.id, t.version, t.state, t.notification_id AS "notificationId", t.child_person AS "childPersonId",
       w.mother_person AS "motherPersonId", t.territory, t.responsible, t.reminder_due_at AS "reminderDueAt", t.reminders,
       t.last_visited_at AS "lastVisitedAt", t.next_visit_due_at AS "nextVisitDueAt", t.escalations,
       w.born_at AS "bornAt"
     FROM outreach_task t JOIN documentation_watch w ON w.id = t.watch_id WHERE t.id = $1 ${lock && `${lock} OF t`}`,
    [id],
  );
  return task;
}

export async function insertVisit(id: string, visit: VisitReport, task: VisitedTask): Promise<void> {
  const { sql, now, principal } = tx();
  const hardLife = visit.obstacles.includes('HARD_LIFE_SITUATION');
  await sql(
    `INSERT INTO outreach_visit (id, task_id, notification_id, child_person, territory, responsible, visited_at,
       recorded_at, recorded_by, outcome, met_with, reasons, obstacles, circumstances, family_knows)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      id,
      task.id,
      task.notificationId,
      task.childPersonId,
      task.territory,
      task.responsible,
      visit.visitedAt,
      now,
      principal.subject,
      visit.outcome,
      [...new Set(visit.metWith)],
      [...new Set(visit.reasons)],
      [...new Set(visit.obstacles)],
      hardLife ? [...new Set(visit.circumstances)] : [],
      hardLife ? visit.familyKnows : null,
    ],
  );
}

/** Counts the visit on its task. One recorded late does not hide that the first was missed, unless it was in time. */
export async function noteVisit(
  visit: VisitReport & { readonly taskId: string },
  dueAt: Temporal.Instant,
  nextVisitDueAt: Temporal.Instant | null,
): Promise<void> {
  await tx().sql(
    `UPDATE outreach_task SET version = version + 1, visits = visits + 1, due_at = $2, reminder_due_at = $2,
       last_visited_at = greatest(last_visited_at, $3), first_visit_missed = first_visit_missed AND $3 >= first_visit_due_at,
       escalations = escalations - CASE WHEN first_visit_missed AND $3 < first_visit_due_at THEN 1 ELSE 0 END,
       escalated_at = CASE WHEN last_visited_at > $3 THEN escalated_at END, next_visit_due_at = coalesce($4, next_visit_due_at)
     WHERE id = $1`,
    [visit.taskId, dueAt, visit.visitedAt, nextVisitDueAt],
  );
}
