import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../../births-deadlines.js';
import { nameChildOnDeadlines } from '../../documentation/deadline-persons.js';
import { recordWatchChanges } from '../../documentation/watch-rows.js';
import type { Law } from '../../rules/law.js';
import { tellApart } from '../../rules/obstacle/same-sibling.js';
import { closeWatch } from '../carrying-out/close-watch.js';
import type { DecidedPair } from '../carrying-out/decided-pair.js';
import { type FoundSibling, SIBLINGS } from './found-siblings.js';

const OF_FAMILY = `${SIBLINGS} WHERE w.duplicate_of IS NULL AND w.state <> 'CANCELLED' AND (w.sibling_of = $1
  OR ($2 AND w.sibling_of IN (SELECT n.id FROM birth_notification n WHERE n.duplicate_of = $1 AND n.id <> $3)))
  ORDER BY w.id`;

const REMEMBER = `INSERT INTO merged_sibling (closed_watch, kept_watch, candidate_id, moved_tasks)
  VALUES ($1, $2, $3, $4::uuid[])`;

/**
 * Children whom visits for both families found are one each while the families are one; told apart as at a visit. Whoever
 * has died or is cared for by somebody else on one side only stays apart: nobody is to become invisible by a likeness.
 */
export async function mergeSiblings(
  pair: DecidedPair,
  closedId: string,
  keptId: string,
  deadlines: BirthsDeadlines,
  law: Law,
): Promise<void> {
  const { sql, now } = tx();
  const named = await sql<FoundSibling>(OF_FAMILY, [closedId, false, closedId]);
  if (named.length === 0) return;
  const known = await sql<FoundSibling>(OF_FAMILY, [keptId, true, closedId]);
  for (const { named: closed, known: kept } of tellApart(named, known).again) {
    if (closed.careStatus !== kept.careStatus) continue;
    const moved = await closeWatch(closed, kept, deadlines, law);
    await sql(REMEMBER, [closed.watchId, kept.watchId, pair.id, moved]);
    await nameChildOnDeadlines([closed.notificationId, kept.notificationId]);
    const ids = { notificationId: closed.notificationId, keptNotificationId: kept.notificationId };
    recordWatchChanges([{ ...closed, id: closed.watchId }], 'CLOSED_AS_DUPLICATE');
    recordWatchChanges([{ ...kept, id: kept.watchId }], 'KEPT_OF_DUPLICATES');
    await publish({
      type: 'BirthNotificationClosedAsDuplicate',
      subjectId: closed.notificationId,
      payload: { ...ids, closedAt: now.toString() },
    });
  }
}
