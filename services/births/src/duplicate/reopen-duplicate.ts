import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../births-deadlines.js';
import { nameChildOnDeadlines } from '../documentation/deadline-persons.js';
import { takeBackDeath } from './carry-death.js';
import { type DecidedPair, partnerOf } from './decided-pair.js';
import { giveSiblingsBack } from './move-siblings.js';
import { lockPair, moveTasks, type PairRow, recordPairChange } from './pair-rows.js';
import { watchAgain } from './watch-again.js';

const NO_DUPLICATE = `UPDATE documentation_watch SET version = version + 1, duplicate_of = NULL,
    cancellation = CASE WHEN $2 THEN 'CHILD_DIED' ELSE cancellation END
  WHERE id = $1`;

/**
 * Takes a closing back: the child is watched again by its original date, and has its tasks and their visits back. What
 * was learnt of the kept one meanwhile stays with the kept one.
 */
export async function reopenDuplicate(pair: DecidedPair, keptId: string, deadlines: BirthsDeadlines): Promise<void> {
  const { sql, now } = tx();
  const closedId = partnerOf(pair, keptId);
  const rows = await lockPair([closedId, keptId]);
  const closed = rows.get(closedId) as PairRow;
  await sql('UPDATE birth_notification SET version = version + 1, duplicate_of = NULL WHERE id = $1', [closedId]);
  await moveTasks(pair.movedTasks, closed);
  await giveSiblingsBack(pair.movedTasks, keptId, closedId);
  const diedMeanwhile = pair.cancelledWatch && closed.deathStatedAt !== null;
  if (closed.watchId !== null) await sql(NO_DUPLICATE, [closed.watchId, diedMeanwhile]);
  if (pair.cancelledWatch && !diedMeanwhile) await watchAgain(closed, deadlines);
  await takeBackDeath(rows.get(keptId) as PairRow, deadlines);
  await sql(
    `UPDATE duplicate_candidate SET settled_kept = NULL, cancelled_watch = false, moved_tasks = '{}' WHERE id = $1`,
    [pair.id],
  );
  await nameChildOnDeadlines([closedId, keptId]);
  await publish({
    type: 'BirthNotificationReopened',
    subjectId: closedId,
    payload: { notificationId: closedId, keptNotificationId: keptId, reopenedAt: now.toString() },
  });
  recordPairChange([...rows.values()], 'DUPLICATE_UNDONE');
}
