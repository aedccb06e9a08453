import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { FACTS_OF_WATCHES, keepFacts } from './watch-facts.js';
import { recordWatchChanges, WATCH_COLUMNS, type WatchRow } from './watch-rows.js';

const REGISTER = `UPDATE documentation_watch w SET registered_at = f.at, version = w.version + 1
  FROM ${FACTS_OF_WATCHES.from('f')} WHERE w.id = f.watch_id
  RETURNING ${WATCH_COLUMNS}`;

/** The act of birth stands in the registry; the watch goes on until the certificate is issued. */
export async function onBirthRegistered(events: readonly ReadEvent<EventPayload<'BirthRegistered'>>[]): Promise<void> {
  const told = await keepFacts(
    'registered_at',
    events.map(({ payload: { notificationId, registeredAt } }) => ({ notificationId, at: registeredAt })),
  );
  const watches = await tx().sql<WatchRow>(REGISTER, FACTS_OF_WATCHES.values(told));
  recordWatchChanges(watches, 'BIRTH_REGISTERED');
}
