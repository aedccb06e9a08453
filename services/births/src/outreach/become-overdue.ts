import type { Deadline } from '@kamkor/deadlines';
import { publishMany } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { endWaiting, holdBack } from '../backlog/hold-back.js';
import { stateAfter, statesChangedBy, type WatchState } from '../rules/documentation/watch-states.js';
import type { Law } from '../rules/law.js';
import { openTasks, type TaskClocks, type ToVisit } from './open-tasks.js';

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

const OVERDUE_STILL = `SELECT id, birth_date AS "birthDate" FROM documentation_watch
  WHERE id = ANY ($1::uuid[]) AND state = 'OVERDUE' ORDER BY id FOR UPDATE`;

/**
 * What the lapse of the application term causes: the children are overdue, and their families are to be visited, at once
 * or when the backlog of their territory comes to them.
 */
export async function becomeOverdue(lapsed: readonly Deadline[], law: Law, clocks: TaskClocks): Promise<void> {
  const watches = await tx().sql<Overdue>(BECOME_OVERDUE, [
    lapsed.map(({ subjectId }) => subjectId),
    tx().now,
    statesChangedBy('lapse'),
    stateAfter('lapse'),
  ]);
  const toVisit = watches.filter(({ state }) => state === stateAfter('lapse'));
  await sendOrHold(toVisit, law, clocks);
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

/** A child's turn has come; or it has moved or was given up while it waited: whether somebody is sent now is decided here. */
export async function checkWaiting(checks: readonly Deadline[], law: Law, clocks: TaskClocks): Promise<void> {
  const ids = checks.map(({ subjectId }) => subjectId);
  await sendOrHold(await tx().sql<ToVisit>(OVERDUE_STILL, [ids]), law, clocks);
  await endWaiting(ids);
}

async function sendOrHold(overdue: readonly ToVisit[], law: Law, clocks: TaskClocks): Promise<void> {
  const sent = new Set(await holdBack(overdue.map(({ id }) => id)));
  await openTasks(
    overdue.filter(({ id }) => sent.has(id)),
    law,
    clocks,
  );
}
