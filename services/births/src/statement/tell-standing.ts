import type { EventDraft } from '@kamkor/events';
import { publishMany } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';

const STANDINGS = `SELECT DISTINCT s.notification_id AS "notificationId", s.territory, s.care_status AS "careStatus", s.died
  FROM unnest($1::uuid[]) AS of(id), standings_of_child(of.id) s ORDER BY 1`;

/**
 * Tells the other services how these children stand now: to be called in the transaction that changes where a child is
 * watched, who cares for it, whether it lives, or which notifications are one child.
 */
export async function tellStanding(notificationIds: readonly string[]): Promise<void> {
  const standings = await tx().sql<EventDraft<'ChildStandingChanged'>>(STANDINGS, [notificationIds]);
  await publishMany(
    standings.map((payload) => ({ type: 'ChildStandingChanged' as const, subjectId: payload.notificationId, payload })),
  );
}
