import { tx } from '@kamkor/persistence';
import type { Keepable } from '../../rules/duplicate/keeping.js';

const KEEPABLE = `SELECT n.id AS "notificationId", n.live, n.care_status AS "careStatus", w.state AS watch
  FROM birth_notification n LEFT JOIN documentation_watch w ON w.notification_id = n.id WHERE n.id = ANY ($1::uuid[])`;

/** What it depends on which of these notifications is kept, by id. */
export async function keepables(notificationIds: readonly string[]): Promise<Map<string, Keepable>> {
  const rows = await tx().sql<Keepable>(KEEPABLE, [notificationIds]);
  return new Map(rows.map((row) => [row.notificationId, row]));
}
