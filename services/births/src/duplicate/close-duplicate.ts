import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { endWaiting } from '../backlog/hold-back.js';
import type { BirthsDeadlines } from '../births-deadlines.js';
import { nameChildOnDeadlines } from '../documentation/deadline-persons.js';
import { standByFacts } from '../documentation/stand-by-facts.js';
import { endTasks } from '../outreach/end-tasks.js';
import type { Law } from '../rules/law.js';
import type { Standing } from '../rules/watch-standing.js';
import { stateAfter, statesChangedBy } from '../rules/watch-states.js';
import { cancelClocks } from './cancel-clocks.js';
import { carryDeath } from './carry-death.js';
import { type DecidedPair, partnerOf } from './decided-pair.js';
import { holdOthersAgainstKept } from './hold-others.js';
import { lockPair, moveTasks, type PairRow, recordPairChange } from './pair-rows.js';

const CANCEL = `UPDATE documentation_watch SET version = version + 1, duplicate_of = $2,
    cancellation = CASE WHEN state = ANY ($3::text[]) THEN 'DUPLICATE' ELSE cancellation END,
    state = CASE WHEN state = ANY ($3::text[]) THEN $4 ELSE state END
  WHERE id = $1`;

/**
 * Closes the other notification of the pair as the duplicate of the kept one: nobody is sent or reminded because of it
 * any more, what was done for its family goes on for the kept one, and the registry is told to merge the persons.
 */
export async function closeDuplicate(
  pair: DecidedPair,
  keptId: string,
  deadlines: BirthsDeadlines,
  law: Law,
): Promise<void> {
  const { sql, now } = tx();
  const closedId = partnerOf(pair, keptId);
  const rows = await lockPair([closedId, keptId]);
  const [closed, kept] = [rows.get(closedId) as PairRow, rows.get(keptId) as PairRow];
  await carryDeath(closed, kept);
  await sql('UPDATE birth_notification SET version = version + 1, duplicate_of = $2 WHERE id = $1', [closedId, keptId]);
  if (closed.watchId !== null) {
    await cancelClocks(closed.watchId, deadlines, 'closed as a duplicate');
    await sql(CANCEL, [closed.watchId, kept.watchId, statesChangedBy('cancel'), stateAfter('cancel')]);
  }
  const stands = await standByFacts(kept.watchId === null ? [] : [kept.watchId], deadlines, law);
  const moved = await giveTasks(closed, kept, stands.get(kept.watchId as string), deadlines);
  await sql('UPDATE duplicate_candidate SET settled_kept = $2, moved_tasks = $3::uuid[] WHERE id = $1', [
    pair.id,
    keptId,
    moved,
  ]);
  await holdOthersAgainstKept(closedId, pair.id);
  await nameChildOnDeadlines([closedId, keptId]);
  await publish({
    type: 'BirthNotificationClosedAsDuplicate',
    subjectId: closedId,
    payload: { notificationId: closedId, keptNotificationId: keptId, closedAt: now.toString() },
  });
  recordPairChange([closed], 'CLOSED_AS_DUPLICATE');
  recordPairChange([kept], 'KEPT_OF_DUPLICATES');
}

/**
 * One family has one open task: where the kept child has one, or needs none any more, that of the closed one ends. Parents
 * who applied in time need none; to those who were late somebody goes until the child has its certificate.
 */
async function giveTasks(
  closed: PairRow,
  kept: PairRow,
  stands: Standing | undefined,
  deadlines: BirthsDeadlines,
): Promise<string[]> {
  if (closed.watchId === null || kept.watchId === null || !stands) return [];
  const { sql, now } = tx();
  const tasks = await sql<{ id: string; watchId: string; state: string }>(
    `SELECT id, watch_id AS "watchId", state FROM outreach_task WHERE watch_id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
    [[closed.watchId, kept.watchId]],
  );
  const open = (watchId: string | null) => tasks.some((task) => task.watchId === watchId && task.state === 'OPEN');
  const needsNone = stands.inTime || stands.state === 'DOCUMENTED' || stands.state === 'CANCELLED';
  if (open(closed.watchId) && (needsNone || open(kept.watchId))) {
    await endTasks([{ watchId: closed.watchId, at: now }], 'WATCH_CANCELLED', deadlines);
  }
  const ids = tasks.filter(({ watchId }) => watchId === closed.watchId).map(({ id }) => id);
  await moveTasks(ids, kept);
  // A kept child that waited for its turn is visited now.
  await endWaiting([kept.watchId]);
  return ids;
}
