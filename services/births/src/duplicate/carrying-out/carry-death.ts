import { tx } from '@kamkor/persistence';
import { type PairRow, recordPairChange } from './pair.js';

const DIED = `UPDATE birth_notification SET died_on = $2, death_stated_at = $3, version = version + 1 WHERE id = $1`;

/**
 * Of one child the death is stated once. Where it was stated of the notification that is closed, nobody visits the family
 * because of the one that is kept.
 */
export async function carryDeath(closed: PairRow, kept: PairRow): Promise<void> {
  if (closed.deathStatedAt === null || kept.deathStatedAt !== null) return;
  await tx().sql(DIED, [kept.notificationId, closed.diedOn, closed.deathStatedAt]);
  recordPairChange([kept], 'DEATH_CARRIED_OVER', true);
}

const STATED_OF_IT = `SELECT FROM child_statement s WHERE s.care_status IS NULL AND (s.notification_id = $1
  OR s.notification_id IN (SELECT n.id FROM birth_notification n WHERE n.duplicate_of = $1))`;

/** It was stated of the other child after all: the kept one lives, and is watched. */
export async function takeBackDeath(kept: PairRow): Promise<void> {
  if (kept.deathStatedAt === null || (await tx().sql(STATED_OF_IT, [kept.notificationId])).length > 0) return;
  await tx().sql(DIED, [kept.notificationId, null, null]);
  recordPairChange([kept], 'DEATH_TAKEN_BACK', true);
}
