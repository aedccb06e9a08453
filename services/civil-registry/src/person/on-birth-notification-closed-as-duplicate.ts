import { cancelDeadline } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { rowSet, tx } from '@kamkor/persistence';
import { lockRecordsOf, notificationsOf, STATE_DEADLINES } from './lock-records.js';
import { mergeNotifiedPersons } from './merge-notified-persons.js';

const CLOSED = rowSet<EventPayload<'BirthNotificationClosedAsDuplicate'>>()({
  notificationId: 'uuid',
  keptNotificationId: 'uuid',
  closedAt: 'timestamptz',
});

const REMEMBER = `INSERT INTO person_merge (${CLOSED.columns}) SELECT ${CLOSED.columns} FROM ${CLOSED.from('c')}
  ON CONFLICT (notification_id) DO UPDATE SET kept_notification_id = excluded.kept_notification_id,
    closed_at = excluded.closed_at`;

const RUNNING_IDLE = `SELECT d.subject_id AS id, d.kind FROM deadline d JOIN birth_record r ON r.id = d.subject_id
  WHERE r.id = ANY ($1::uuid[]) AND r.papers_on IS NOT NULL AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')`;

/**
 * Two notifications are about one child. The persons made from them are one from now on, or as soon as the registry has
 * heard of both. One of the records is written on no more, and its deadline ends.
 */
export async function onBirthNotificationClosedAsDuplicate(
  events: readonly ReadEvent<EventPayload<'BirthNotificationClosedAsDuplicate'>>[],
): Promise<void> {
  const notificationIds = notificationsOf(events);
  const records = await lockRecordsOf(notificationIds);
  await tx().sql(REMEMBER, CLOSED.values(events.map(({ payload }) => payload)));
  await mergeNotifiedPersons(notificationIds);
  const running = await tx().sql<{ id: string; kind: string }>(RUNNING_IDLE, [records]);
  for (const kind of Object.values(STATE_DEADLINES)) {
    for (const { id } of running.filter((one) => one.kind === kind.kind)) {
      await cancelDeadline({ kind, subjectId: id, why: 'the papers are on another record of the same child' });
    }
  }
}
