import { type DeadlineMove, moveDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';

/** A concern stays with the notification it was raised for; its child is that of the one which stands for it. */
const WHOSE = `SELECT w.id AS "subjectId", w.child_person AS person FROM documentation_watch w
    WHERE w.notification_id = ANY ($1::uuid[])
  UNION ALL SELECT t.id, t.child_person FROM outreach_task t
    WHERE t.notification_id = ANY ($1::uuid[]) AND t.state = 'OPEN'
  UNION ALL SELECT c.id, coalesce(kept.child_person, c.child_person) FROM safety_concern c
    LEFT JOIN birth_notification n ON n.id = c.notification_id
    LEFT JOIN birth_notification kept ON kept.id = n.duplicate_of
    WHERE (c.notification_id = ANY ($1::uuid[]) OR n.duplicate_of = ANY ($1::uuid[])) AND c.state = 'RAISED'`;

/** Puts the children of these notifications on the deadlines that run for them, as it is known by now whose those are. */
export async function nameChildOnDeadlines(notificationIds: readonly string[]): Promise<void> {
  await moveDeadlines(await tx().sql<DeadlineMove>(WHOSE, [notificationIds]));
}
