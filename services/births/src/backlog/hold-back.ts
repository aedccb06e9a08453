import { type DeadlineKind, openDeadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordWatchChanges, WATCH_COLUMNS, type WatchRow } from '../documentation/watch-rows.js';
import { backlogQuota } from '../rules/backlog-quota.js';

const UNVISITED = `w.state = 'OVERDUE' AND NOT EXISTS (
    SELECT FROM outreach_task t WHERE t.watch_id = w.id AND t.state = 'OPEN')`;

/** That the term of `w` ended before a start of its territory. */
export const HELD_BACK = `EXISTS (SELECT FROM territory_start s WHERE s.withdrawn_at IS NULL AND w.due_at < s.starts_at
    AND w.territory >= s.territory AND w.territory < (s.territory || '.') COLLATE "C")`;

/**
 * Who waits: an overdue child whom nobody visits yet. Not a child apart from its parents, whom nobody else looks after;
 * nor a sibling that a visit found, whose family is being visited already.
 */
export const MAY_WAIT = `w.responsible = 'SOCIAL_UNIT' AND w.sibling_id IS NULL AND ${UNVISITED}`;

/** Until the end of this transaction no plan is taken back, which would leave behind who begins to wait in it. */
const KEEP_PLANS = `SELECT FROM territory_start WHERE withdrawn_at IS NULL AND starts_at > $1::timestamptz - interval '1 hour'
  ORDER BY id FOR KEY SHARE`;

const HOLD = `UPDATE documentation_watch w SET released_at = NULL,
    waits_since = CASE WHEN w.awaits_release THEN w.waits_since ELSE $2 END
  WHERE w.id = ANY ($1::uuid[]) AND ${MAY_WAIT} AND ${HELD_BACK} RETURNING ${WATCH_COLUMNS}`;

const TO_CHECK = `SELECT ${WATCH_COLUMNS} FROM documentation_watch w WHERE w.id = $1 AND ${UNVISITED} AND NOT EXISTS (
    SELECT FROM deadline d WHERE d.subject_id = w.id AND d.kind = $2 AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED'))`;

/** Lets those of these overdue children wait whom a start of their territory holds back. Gives the ids of the others. */
export async function holdBack(watchIds: readonly string[]): Promise<string[]> {
  if (watchIds.length === 0) return [];
  const { sql, now } = tx();
  await sql(KEEP_PLANS, [now]);
  const held = await sql<WatchRow>(HOLD, [watchIds, now]);
  recordHeld(held);
  const ids = new Set(held.map(({ id }) => id));
  return watchIds.filter((id) => !ids.has(id));
}

export const recordHeld = (held: readonly WatchRow[]): void =>
  recordWatchChanges(held, 'AWAITS_RELEASE', backlogQuota.code);

/** Has the worker decide anew, at once, whether somebody is sent to a child that has lost its task. */
export async function checkAgain(watchId: string, check: DeadlineKind): Promise<void> {
  const [watch] = await tx().sql<WatchRow>(TO_CHECK, [watchId, check.kind]);
  if (!watch) return;
  const { childPersonId: person, territory, responsible: owner } = watch;
  const subject = { type: 'DocumentationWatch', id: watchId };
  await openDeadline({ kind: check, subject, person, territory, owner, dueAt: tx().now });
}

const END_WAITING = `UPDATE documentation_watch w SET version = w.version + 1, waits_since = NULL, released_at = $2
  WHERE w.id = ANY ($1::uuid[]) AND w.waits_since IS NOT NULL
    AND EXISTS (SELECT FROM outreach_task t WHERE t.watch_id = w.id AND t.state = 'OPEN')
  RETURNING ${WATCH_COLUMNS}`;

/** Those of these children who have a task now wait no longer. */
export async function endWaiting(watchIds: readonly string[]): Promise<void> {
  if (watchIds.length === 0) return;
  const released = await tx().sql<WatchRow>(END_WAITING, [watchIds, tx().now]);
  recordWatchChanges(released, 'RELEASED_FROM_BACKLOG', backlogQuota.code);
}
