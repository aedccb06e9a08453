import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { checkAgain } from '../backlog/hold-back.js';
import type { BirthsDeadlines } from '../births-deadlines.js';
import { nameChildOnDeadlines } from '../documentation/deadline-persons.js';
import { standByFacts } from '../documentation/stand-by-facts.js';
import type { Law } from '../rules/law.js';
import { takeBackDeath } from './carry-death.js';
import { type DecidedPair, partnerOf } from './decided-pair.js';
import { holdEachByItself } from './hold-others.js';
import { giveSiblingsBack } from './move-siblings.js';
import { lockPair, moveTasks, type PairRow, recordPairChange } from './pair-rows.js';

const NO_DUPLICATE = 'UPDATE documentation_watch SET duplicate_of = NULL WHERE id = $1';

/**
 * Takes a closing back: each of the two is watched by its original date and as the facts say that were told of its own
 * notification, and the closed one has its tasks and their visits back.
 */
export async function reopenDuplicate(
  pair: DecidedPair,
  keptId: string,
  deadlines: BirthsDeadlines,
  law: Law,
): Promise<void> {
  const { sql, now } = tx();
  const closedId = partnerOf(pair, keptId);
  const rows = await lockPair([closedId, keptId]);
  const [closed, kept] = [rows.get(closedId) as PairRow, rows.get(keptId) as PairRow];
  await sql('UPDATE birth_notification SET version = version + 1, duplicate_of = NULL WHERE id = $1', [closedId]);
  if (closed.watchId !== null) await sql(NO_DUPLICATE, [closed.watchId]);
  await takeBackDeath(kept);
  await moveTasks(pair.movedTasks, closed);
  await standByFacts(
    [closed.watchId, kept.watchId].filter((id) => id !== null),
    deadlines,
    law,
  );
  if (kept.watchId !== null && pair.movedTasks.length > 0) await checkAgain(kept.watchId, deadlines.backlogCheck);
  await giveSiblingsBack(pair.movedTasks, keptId, closedId);
  await sql(`UPDATE duplicate_candidate SET settled_kept = NULL, moved_tasks = '{}' WHERE id = $1`, [pair.id]);
  await holdEachByItself(closedId, keptId, pair.id);
  await nameChildOnDeadlines([closedId, keptId]);
  await publish({
    type: 'BirthNotificationReopened',
    subjectId: closedId,
    payload: { notificationId: closedId, keptNotificationId: keptId, reopenedAt: now.toString() },
  });
  recordPairChange([...rows.values()], 'DUPLICATE_UNDONE');
}
