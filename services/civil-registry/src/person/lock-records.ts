import { lockDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { BIRTH_REGISTRATION, CERTIFICATE_ISSUE } from '../birth-record/birth-record-deadlines.js';

/** What the registry owes in each state of a record. */
export const STATE_DEADLINES = { APPLIED: BIRTH_REGISTRATION, REGISTERED: CERTIFICATE_ISSUE } as const;

interface OfPair {
  readonly payload: { readonly notificationId: string; readonly keptNotificationId: string };
}

export const notificationsOf = (events: readonly OfPair[]): string[] =>
  events.flatMap(({ payload }) => [payload.notificationId, payload.keptNotificationId]);

const RECORDS_OF = `SELECT id FROM birth_record r WHERE notification_id = ANY ($1::uuid[]) ORDER BY id`;

/** Locks the records of these births, and before them their deadlines, as a sweep does. */
export async function lockRecordsOf(notificationIds: readonly string[]): Promise<string[]> {
  const records = (await tx().sql<{ id: string }>(RECORDS_OF, [notificationIds])).map(({ id }) => id);
  await lockDeadlines(records);
  await tx().sql(`${RECORDS_OF} FOR UPDATE`, [notificationIds]);
  return records;
}
