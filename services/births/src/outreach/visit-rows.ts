import { tx } from '@kamkor/persistence';
import type { CareStatus, ResponsibleBody } from '../rules/care-status.js';
import type { TaskState } from '../rules/outreach/task-states.js';
import type { VisitReport } from '../rules/outreach/visit.js';

/** A task with what a visit is checked against, and the child as it stands now: who sees to it, and where. */
export interface VisitedTask {
  readonly id: string;
  readonly version: number;
  readonly state: TaskState;
  /** When it ended; for a former unit, when it went elsewhere. */
  readonly endedAt: Temporal.Instant | null;
  /** Whether it is of the caller's unit; false: it was, before it went elsewhere. */
  readonly own: boolean;
  /** The body and the territory of the unit that visited. */
  readonly madeBy: ResponsibleBody;
  readonly madeIn: string;
  /** Where that body sees the visit now. */
  readonly keptIn: string;
  readonly notificationId: string;
  readonly childPersonId: string | null;
  readonly motherPersonId: string | null;
  readonly motherName: string | null;
  readonly bornAt: Temporal.Instant;
  readonly died: boolean;
  readonly careStatus: CareStatus;
  readonly territory: string;
  readonly territorySource: string;
  readonly responsible: ResponsibleBody;
  readonly reminderDueAt: Temporal.Instant | null;
  readonly reminders: number;
  readonly lastVisitedAt: Temporal.Instant | null;
  readonly nextVisitDueAt: Temporal.Instant | null;
}

const VISITED = `SELECT $1::uuid AS id, version, state, closed_at AS "endedAt", own, made_by AS "madeBy", made_in AS "madeIn",
    kept_in AS "keptIn",
    notification_id AS "notificationId", child_person AS "childPersonId", mother_person AS "motherPersonId",
    mother_name AS "motherName", born_at AS "bornAt", died, care_status AS "careStatus", territory,
    territory_source AS "territorySource", responsible, reminder_due_at AS "reminderDueAt", reminders,
    last_visited_at AS "lastVisitedAt", next_visit_due_at AS "nextVisitDueAt"
  FROM visited_task($1, $2)`;

/**
 * The task, if it is or was of the caller's unit, under lock: the deadlines before watch and task, in the order in which a
 * sweep and who moves a child lock them, and the birth before all where its death will be stated.
 */
export async function lockVisitedTask(id: string, saysDeath: boolean): Promise<VisitedTask | undefined> {
  return (await tx().sql<VisitedTask>(VISITED, [id, saysDeath]))[0];
}

/** Whether the caller has told of a visit at this moment already: without the task's version nothing else would say so. */
export async function isRecorded({ taskId, visitedAt }: { taskId: string; visitedAt: Temporal.Instant }) {
  const { sql, principal } = tx();
  const found = await sql('SELECT FROM outreach_visit WHERE task_id = $1 AND recorded_by = $2 AND visited_at = $3', [
    taskId,
    principal.subject,
    visitedAt,
  ]);
  return found.length > 0;
}

export async function insertVisit(id: string, visit: VisitReport, task: VisitedTask): Promise<void> {
  const { sql, now, principal } = tx();
  const hardLife = visit.obstacles.includes('HARD_LIFE_SITUATION');
  await sql(
    `INSERT INTO outreach_visit (id, task_id, notification_id, child_person, territory, responsible, made_in,
       visited_at, recorded_at, recorded_by, outcome, met_with, reasons, obstacles, circumstances, family_knows)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      id,
      task.id,
      task.notificationId,
      task.childPersonId,
      task.keptIn,
      task.madeBy,
      task.madeIn,
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

/** Counts the visit on its task; gives how often visits were missed. One recorded late does not hide that the first was missed, unless it was in time. */
export async function noteVisit(
  visit: VisitReport & { readonly taskId: string },
  dueAt: Temporal.Instant,
  nextVisitDueAt: Temporal.Instant | null,
): Promise<number> {
  const [noted] = await tx().sql<{ escalations: number }>(
    `UPDATE outreach_task SET version = version + 1, visits = visits + 1, due_at = $2, reminder_due_at = $2,
       last_visited_at = greatest(last_visited_at, $3), first_visit_missed = first_visit_missed AND $3 >= first_visit_due_at,
       escalations = escalations - CASE WHEN first_visit_missed AND $3 < first_visit_due_at THEN 1 ELSE 0 END,
       escalated_at = CASE WHEN last_visited_at > $3 THEN escalated_at END, next_visit_due_at = coalesce($4, next_visit_due_at)
     WHERE id = $1 RETURNING escalations`,
    [visit.taskId, dueAt, visit.visitedAt, nextVisitDueAt],
  );
  return noted?.escalations ?? 0;
}

/** Since when the child of an open task of the caller's unit is overdue. */
export async function overdueSince(taskId: string): Promise<Temporal.Instant> {
  const [watch] = await tx().sql<{ dueAt: Temporal.Instant }>(
    'SELECT w.due_at AS "dueAt" FROM outreach_task t JOIN documentation_watch w ON w.id = t.watch_id WHERE t.id = $1',
    [taskId],
  );
  if (!watch) throw new Error('a unit sees the watch of its task');
  return watch.dueAt;
}

/** Says on the task that a visit was recorded which is none of its own. */
export async function noteEarlyVisit(taskId: string): Promise<void> {
  await tx().sql('UPDATE outreach_task SET version = version + 1 WHERE id = $1', [taskId]);
}

/** Counts a visit on a task that has ended or gone elsewhere; its deadlines are not the visitor's to move. */
export async function noteLateVisit(visitId: string): Promise<void> {
  await tx().sql('SELECT count_late_visit($1)', [visitId]);
}
