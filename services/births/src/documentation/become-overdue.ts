import type { Deadline } from '@kamkor/deadlines';
import { publishMany } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { sendOrHold } from '../backlog/check-waiting.js';
import { endTasks } from '../outreach/end-tasks.js';
import type { ToVisit } from '../outreach/open-tasks.js';
import type { OutreachDeadlines, TaskDeadlines } from '../outreach/outreach-deadlines.js';
import { stateAfter, statesChangedBy, type WatchState } from '../rules/documentation/watch-states.js';
import type { Law } from '../rules/law.js';

interface Overdue extends ToVisit {
  readonly notificationId: string;
  readonly childPersonId: string | null;
  readonly territory: string;
  readonly dueAt: Temporal.Instant;
  readonly state: WatchState;
  readonly firstTime: boolean;
}

/** Parents who applied after the term and before the sweep were late all the same; nobody is sent to them any more. */
const BECOME_OVERDUE = `
  WITH before AS (SELECT id, was_overdue FROM documentation_watch WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE)
  UPDATE documentation_watch w SET version = w.version + 1, was_overdue = true, overdue_noticed_at = $2, waits_since = NULL,
    released_at = NULL, state = CASE WHEN w.state = ANY ($3::text[]) THEN $4 ELSE w.state END
  FROM before WHERE before.id = w.id AND (w.state = ANY ($3::text[]) OR (w.state <> 'CANCELLED' AND NOT w.was_overdue))
  RETURNING w.id, w.notification_id AS "notificationId", w.child_person AS "childPersonId", w.territory,
    w.due_at AS "dueAt", w.birth_date AS "birthDate", w.state, NOT before.was_overdue AS "firstTime"`;

/**
 * What the lapse of the application term causes: the children are overdue, and their families are to be visited, at once
 * or when the backlog of their territory comes to them.
 */
export async function becomeOverdue(lapsed: readonly Deadline[], law: Law, deadlines: TaskDeadlines): Promise<void> {
  const watches = await tx().sql<Overdue>(BECOME_OVERDUE, [
    lapsed.map(({ subjectId }) => subjectId),
    tx().now,
    statesChangedBy('lapse'),
    stateAfter('lapse'),
  ]);
  const toVisit = watches.filter(({ state }) => state === stateAfter('lapse'));
  await sendOrHold(toVisit, law, deadlines);
  await publishMany(
    watches
      .filter(({ firstTime }) => firstTime)
      .map(({ notificationId, childPersonId, territory, dueAt: due }) => ({
        type: 'ChildOverdue' as const,
        subjectId: notificationId,
        payload: { notificationId, personId: childPersonId, territory, dueAt: due.toString() },
      })),
  );
}

const NOT_OVERDUE = `UPDATE documentation_watch SET was_overdue = false, learnt_late = true, version = version + 1
  WHERE id = ANY ($1::uuid[])`;

/**
 * The parents had applied in time and we learnt it late: the child never was overdue. A task that nobody visited for is
 * withdrawn; one with visits is closed and keeps them. The state of the watch is changed by the fact itself.
 */
export async function takeBackOverdue(taken: readonly Deadline[], deadlines: OutreachDeadlines): Promise<void> {
  const facts = taken.map(({ subjectId, factAt }) => ({ watchId: subjectId, at: factAt as Temporal.Instant }));
  await endTasks(facts, 'APPLIED_IN_TIME', deadlines);
  await tx().sql(NOT_OVERDUE, [facts.map(({ watchId }) => watchId)]);
}
