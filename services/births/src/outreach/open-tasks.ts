import { randomUUIDv7 } from 'node:crypto';
import { type Deadline, type DeadlineKind, openDeadlines } from '@kamkor/deadlines';
import { publishMany } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import type { ResponsibleBody } from '../rules/care-status.js';
import { certificateApplicationTerm } from '../rules/certificate-application-term.js';
import { firstVisitDueAt } from '../rules/first-visit-term.js';
import type { Law } from '../rules/law.js';
import { reviewDueAt } from '../rules/outreach-review.js';
import { stateAfter, statesChangedBy, type WatchState } from '../rules/watch-states.js';

interface Overdue {
  readonly id: string;
  readonly notificationId: string;
  readonly childPersonId: string | null;
  readonly territory: string;
  readonly dueAt: Temporal.Instant;
  readonly birthDate: Temporal.PlainDate;
  readonly state: WatchState;
  readonly firstTime: boolean;
}

interface OpenedTask {
  readonly id: string;
  readonly childPersonId: string | null;
  readonly territory: string;
  readonly responsible: ResponsibleBody;
  readonly reviewDueAt: Temporal.Instant;
}

interface TaskClocks {
  readonly firstVisit: DeadlineKind;
  readonly review: DeadlineKind;
}

/** Parents who applied after the term and before the sweep were late all the same; nobody is sent to them any more. */
const BECOME_OVERDUE = `
  WITH before AS (SELECT id, was_overdue FROM documentation_watch WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE)
  UPDATE documentation_watch w SET version = w.version + 1, was_overdue = true, overdue_noticed_at = $2,
    state = CASE WHEN w.state = ANY ($3::text[]) THEN $4 ELSE w.state END
  FROM before WHERE before.id = w.id AND (w.state = ANY ($3::text[]) OR (w.state <> 'CANCELLED' AND NOT w.was_overdue))
  RETURNING w.id, w.notification_id AS "notificationId", w.child_person AS "childPersonId", w.territory,
    w.due_at AS "dueAt", w.birth_date AS "birthDate", w.state, NOT before.was_overdue AS "firstTime"`;

/** Who is responsible is read from the watch in this very transaction: a mother apart from her child is never visited. */
const OPEN_TASKS = `
  INSERT INTO outreach_task (id, watch_id, notification_id, child_person, territory, responsible, opened_at, due_at,
    first_visit_due_at, review_due_at)
  SELECT o.id, w.id, w.notification_id, w.child_person, w.territory, w.responsible, $3, $4, $4, o.review
  FROM unnest($1::uuid[], $2::uuid[], $5::timestamptz[]) AS o(id, watch_id, review) JOIN documentation_watch w ON w.id = o.watch_id
  ON CONFLICT (watch_id) WHERE state = 'OPEN' DO NOTHING
  RETURNING id, child_person AS "childPersonId", territory, responsible, review_due_at AS "reviewDueAt"`;

/** What the lapse of the application term causes: the children are overdue, and their families are to be visited. */
export async function becomeOverdue(
  lapsed: readonly Deadline[],
  law: Law,
  { firstVisit, review }: TaskClocks,
): Promise<void> {
  const { sql, now } = tx();
  const watches = await sql<Overdue>(BECOME_OVERDUE, [
    lapsed.map(({ subjectId }) => subjectId),
    now,
    statesChangedBy('lapse'),
    stateAfter('lapse'),
  ]);
  const toVisit = watches.filter(({ state }) => state === stateAfter('lapse'));
  const dueAt = firstVisitDueAt(now, law.calendar, law.book);
  const tasks =
    toVisit.length === 0
      ? []
      : await sql<OpenedTask>(OPEN_TASKS, [
          toVisit.map(() => randomUUIDv7()),
          toVisit.map(({ id }) => id),
          now,
          dueAt,
          toVisit.map(({ birthDate }) => reviewDueAt(birthDate, now, law.calendar, law.book)),
        ]);
  const clockOf = ({ id, childPersonId, territory, responsible }: OpenedTask) => ({
    subject: { type: 'OutreachTask', id },
    person: childPersonId,
    territory,
    owner: responsible,
  });
  await openDeadlines(
    firstVisit,
    tasks.map((task) => ({ ...clockOf(task), dueAt })),
  );
  await openDeadlines(
    review,
    tasks.map((task) => ({ ...clockOf(task), dueAt: task.reviewDueAt })),
  );
  await publishMany(
    watches
      .filter(({ firstTime }) => firstTime)
      .map(({ notificationId, childPersonId, territory, dueAt: due }) => ({
        type: 'ChildOverdue' as const,
        subjectId: notificationId,
        payload: { notificationId, personId: childPersonId, territory, dueAt: due.toString() },
      })),
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
