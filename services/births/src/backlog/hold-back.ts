import { type DeadlineKind, hasOpenDeadline, openDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordWatchChanges, WATCH_COLUMNS, type WatchRow } from '../documentation/watch-rows.js';
import { backlogQuota } from '../rules/backlog/quota.js';
import { WAITS } from '../rules/backlog/release.js';

const UNVISITED = `w.state = 'OVERDUE' AND NOT EXISTS (
    SELECT FROM outreach_task t WHERE t.watch_id = w.id AND t.state = 'OPEN')`;

/** That the term of `w` ended before a start of its territory. */
export const HELD_BACK = `EXISTS (SELECT FROM territory_start s WHERE s.withdrawn_at IS NULL AND w.due_at < s.starts_at
    AND w.territory >= s.territory AND w.territory < (s.territory || '.') COLLATE "C")`;

/**
 * Who waits: an overdue child whom nobody visits yet. Not a child apart from its parents, whom nobody else looks after;
 * nor a sibling that a visit found, whose family is being visited already.
 */
export const MAY_WAIT = `w.responsible = '${WAITS.responsible}' AND w.sibling_id IS NULL AND ${UNVISITED}`;

/** Until the end of this transaction no plan is taken back, which would leave behind who begins to wait in it. */
const KEEP_PLANS = `SELECT FROM territory_start WHERE withdrawn_at IS NULL AND starts_at > $1::timestamptz - interval '1 hour'
  ORDER BY id FOR KEY SHARE`;

/** Whose turn has come waits no more, wherever it moves; a new lapse begins anew. */
const HOLD = `UPDATE documentation_watch w SET waits_since = CASE WHEN w.awaits_release THEN w.waits_since ELSE $2 END
  WHERE w.id = ANY ($1::uuid[]) AND w.released_at IS NULL AND ${MAY_WAIT} AND ${HELD_BACK} RETURNING ${WATCH_COLUMNS}`;

/** Of whom the worker is not about to decide already. */
export const UNCHECKED = `NOT ${hasOpenDeadline('w.id', `'BACKLOG_CHECK'`)}`;

const TO_CHECK = `SELECT ${WATCH_COLUMNS} FROM documentation_watch w WHERE w.id = $1 AND ${UNVISITED} AND ${UNCHECKED}`;

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
  const [watch] = await tx().sql<WatchRow>(TO_CHECK, [watchId]);
  if (watch) await openDeadlines(check, [toCheck(watch, tx().now)]);
}

const END_WAITING = `UPDATE documentation_watch w SET version = w.version + 1, waits_since = NULL, released_at = $2
  WHERE w.id = ANY ($1::uuid[]) AND w.waits_since IS NOT NULL`;
const WITH_A_TASK = `EXISTS (SELECT FROM outreach_task t WHERE t.watch_id = w.id AND t.state = 'OPEN')`;

/** The turn of these children has come: the worker sends somebody at once, to each apart, so that none holds up another. */
export async function giveTurn(watchIds: readonly string[], check: DeadlineKind): Promise<void> {
  if (watchIds.length === 0) return;
  const { sql, now } = tx();
  const released = await sql<WatchRow>(`${END_WAITING} RETURNING ${WATCH_COLUMNS}`, [watchIds, now]);
  recordReleased(released);
  await openDeadlines(
    check,
    released.map((watch) => toCheck(watch, now)),
  );
}

/** Those of these children who have a task now wait no longer. */
export async function endWaiting(watchIds: readonly string[]): Promise<void> {
  const { sql, now } = tx();
  const withTask = `${END_WAITING} AND ${WITH_A_TASK} RETURNING ${WATCH_COLUMNS}`;
  recordReleased(await sql<WatchRow>(withTask, [watchIds, now]));
}

const recordReleased = (released: readonly WatchRow[]): void =>
  recordWatchChanges(released, 'RELEASED_FROM_BACKLOG', backlogQuota.code);

const toCheck = ({ id, childPersonId, territory, responsible }: WatchRow, dueAt: Temporal.Instant) => ({
  subject: { type: 'DocumentationWatch', id },
  person: childPersonId,
  territory,
  owner: responsible,
  dueAt,
});
