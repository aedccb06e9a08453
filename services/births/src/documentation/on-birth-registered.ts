import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { keepFacts } from './watch-facts.js';
import { recordWatchChanges, WATCH_COLUMNS, type WatchRow } from './watch-rows.js';

const REGISTER = `UPDATE documentation_watch w SET registered_at = f.at, version = w.version + 1
  FROM unnest($1::uuid[], $2::timestamptz[]) AS f(id, at) WHERE w.id = f.id
  RETURNING ${WATCH_COLUMNS}`;

/** The act of birth stands in the registry; the watch goes on until the certificate is issued. */
export async function onBirthRegistered(events: readonly ReadEvent<EventPayload<'BirthRegistered'>>[]): Promise<void> {
  const told = await keepFacts(
    'registered_at',
    events.map(({ payload: { notificationId, registeredAt } }) => ({ notificationId, at: registeredAt })),
  );
  const watches = await tx().sql<WatchRow>(REGISTER, [told.map(({ watchId }) => watchId), told.map(({ at }) => at)]);
  recordWatchChanges(watches, 'BIRTH_REGISTERED');
}
