import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../../deadlines.js';
import { nameChildOnDeadlines } from '../../documentation/name-child-on-deadlines.js';
import type { Law } from '../../rules/law.js';
import { mergeSiblings } from '../siblings/merge-siblings.js';
import { carryDeath } from './carry-death.js';
import { closeWatch } from './close-watch.js';
import { holdOthersAgainstKept } from './hold-against-kept.js';
import { type DecidedPair, lockPair, type PairRow, partnerOf, recordPairChange } from './pair.js';

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
  const moved = await closeWatch(closed, kept, deadlines, law);
  await mergeSiblings(pair, closedId, keptId, deadlines, law);
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
