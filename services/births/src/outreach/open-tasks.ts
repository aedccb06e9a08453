import { randomUUIDv7 } from 'node:crypto';
import { openDeadlines } from '@kamkor/deadlines';
import { rowSet, tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import type { ResponsibleBody } from '../rules/care-status.js';
import { certificateApplicationTerm } from '../rules/documentation/certificate-application-term.js';
import type { Law } from '../rules/law.js';
import { firstVisitDueAt } from '../rules/outreach/first-visit-term.js';
import { reviewDueAt } from '../rules/outreach/review.js';
import type { TaskDeadlines } from './outreach-deadlines.js';

/** An overdue child whose family is to be visited. */
export interface ToVisit {
  readonly id: string;
  readonly birthDate: Temporal.PlainDate;
}

interface OpenedTask {
  readonly id: string;
  readonly childPersonId: string | null;
  readonly territory: string;
  readonly responsible: ResponsibleBody;
  readonly reviewDueAt: Temporal.Instant;
}

interface NewTask {
  readonly id: string;
  readonly watchId: string;
  readonly reviewDueAt: Temporal.Instant;
}

const NEW_TASKS = rowSet<NewTask>()({ id: 'uuid', watchId: 'uuid', reviewDueAt: 'timestamptz' });

/** Who is responsible is read from the watch in this very transaction: a mother apart from her child is never visited. */
const OPEN_TASKS = `
  INSERT INTO outreach_task (id, watch_id, notification_id, child_person, territory, responsible, opened_at, due_at,
    first_visit_due_at, review_due_at)
  SELECT o.id, w.id, w.notification_id, w.child_person, w.territory, w.responsible, $1, $2, $2, o.review_due_at
  FROM ${NEW_TASKS.from('o', 3)} JOIN documentation_watch w ON w.id = o.watch_id
  ON CONFLICT (watch_id) WHERE state = 'OPEN' DO NOTHING
  RETURNING id, child_person AS "childPersonId", territory, responsible, review_due_at AS "reviewDueAt"`;

/** Sends somebody to the families of these children; one that is visited already keeps its task. */
export async function openTasks(
  children: readonly ToVisit[],
  law: Law,
  { firstVisit, review }: TaskDeadlines,
): Promise<void> {
  if (children.length === 0) return;
  const { sql, now } = tx();
  const dueAt = firstVisitDueAt(now, law.calendar, law.book);
  const newTasks = children.map(({ id, birthDate }) => ({
    id: randomUUIDv7(),
    watchId: id,
    reviewDueAt: reviewDueAt(birthDate, now, law.calendar, law.book),
  }));
  const tasks = await sql<OpenedTask>(OPEN_TASKS, [now, dueAt, ...NEW_TASKS.values(newTasks)]);
  const deadlineOf = ({ id, childPersonId, territory, responsible }: OpenedTask) => ({
    subject: { type: 'OutreachTask', id },
    person: childPersonId,
    territory,
    owner: responsible,
  });
  await openDeadlines(
    firstVisit,
    tasks.map((task) => ({ ...deadlineOf(task), dueAt })),
  );
  await openDeadlines(
    review,
    tasks.map((task) => ({ ...deadlineOf(task), dueAt: task.reviewDueAt })),
  );
  recordChanges(
    tasks.map(({ id, childPersonId, responsible }) => ({
      person: childPersonId,
      subjectType: 'OutreachTask',
      subjectId: id,
      change: 'TASK_OPENED',
      rule: certificateApplicationTerm.code,
      withheld: responsible === 'GUARDIANSHIP',
    })),
  );
}
