import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../../deadlines.js';
import { nameChildOnDeadlines } from '../../documentation/name-child-on-deadlines.js';
import type { Law } from '../../rules/law.js';
import { giveSiblingsBack, partSiblings } from '../siblings/merge-siblings.js';
import { takeBackDeath } from './carry-death.js';
import { reopenWatch } from './close-watch.js';
import { holdEachByItself } from './hold-against-kept.js';
import { type DecidedPair, lockPair, type PairRow, partnerOf, recordPairChange } from './pair.js';

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
  await takeBackDeath(kept);
  await reopenWatch(closed, kept, pair.movedTasks, deadlines, law);
  await giveSiblingsBack(pair.movedTasks, keptId, closedId);
  await giveSiblingsBack(await partSiblings(pair, closedId, deadlines, law), keptId, closedId);
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
