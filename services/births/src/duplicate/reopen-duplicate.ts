import { openDeadline } from '@kamkor/deadlines';
import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { checkAgain } from '../backlog/hold-back.js';
import type { BirthsDeadlines } from '../births-deadlines.js';
import { watchStateReopened } from '../rules/duplicate-keeping.js';
import { type DecidedPair, partnerOf } from './decided-pair.js';
import { lockPair, moveTasks, type PairRow, recordPairChange } from './pair-rows.js';

const REOPEN = `UPDATE documentation_watch SET version = version + 1, duplicate_of = NULL,
    cancellation = CASE WHEN $2 THEN NULL ELSE cancellation END, state = CASE WHEN $2 THEN $3 ELSE state END
  WHERE id = $1`;

/**
 * Takes a closing back: the child is watched again by its original date, and has its tasks and their visits back. What
 * was learnt of the kept one meanwhile stays with the kept one.
 */
export async function reopenDuplicate(
  pair: DecidedPair,
  keptId: string,
  { application, backlogCheck }: BirthsDeadlines,
): Promise<void> {
  const { sql, now } = tx();
  const closedId = partnerOf(pair, keptId);
  const rows = await lockPair([closedId, keptId]);
  const closed = rows.get(closedId) as PairRow;
  await sql('UPDATE birth_notification SET version = version + 1, duplicate_of = NULL WHERE id = $1', [closedId]);
  await moveTasks(pair.movedTasks, closed);
  const keptWatch = rows.get(keptId)?.watchId;
  if (keptWatch && pair.movedTasks.length > 0) await checkAgain(keptWatch, backlogCheck);
  const state = watchStateReopened(closed.appliedAt);
  if (closed.watchId !== null) await sql(REOPEN, [closed.watchId, pair.cancelledWatch, state]);
  if (closed.watchId !== null && pair.cancelledWatch && closed.appliedAt === null) {
    await openDeadline({
      kind: application,
      subject: { type: 'DocumentationWatch', id: closed.watchId },
      person: closed.childPersonId,
      territory: closed.territory,
      owner: closed.responsible,
      dueAt: closed.dueAt,
    });
  }
  await sql(
    `UPDATE duplicate_candidate SET settled_kept = NULL, cancelled_watch = false, moved_tasks = '{}' WHERE id = $1`,
    [pair.id],
  );
  await publish({
    type: 'BirthNotificationReopened',
    subjectId: closedId,
    payload: { notificationId: closedId, keptNotificationId: keptId, reopenedAt: now.toString() },
  });
  recordPairChange([...rows.values()], 'DUPLICATE_UNDONE');
}
