import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../deadlines.js';
import { statesChangedBy } from '../rules/documentation/watch-states.js';
import type { Law } from '../rules/law.js';
import { standByFacts } from './stand-by-facts.js';
import { keepFacts } from './watch-facts.js';
import { recordWatchChanges, WATCH_COLUMNS, type WatchRow } from './watch-rows.js';

const APPLIED_FOR = `SELECT ${WATCH_COLUMNS} FROM documentation_watch w
  WHERE w.id = ANY ($1::uuid[]) AND w.state = ANY ($2::text[]) ORDER BY w.id`;

/**
 * The application was taken back: unless the parents also applied with another paper of the same child, it waits again,
 * by the original date. The deadline that the application had stopped, or that had lapsed, is started anew; where its
 * instant has passed the next sweep lapses it at once. A late application had not stopped it if no sweep has come since:
 * that one still runs.
 */
export async function onBirthCertificateApplicationWithdrawn(
  events: readonly ReadEvent<EventPayload<'BirthCertificateApplicationWithdrawn'>>[],
  deadlines: BirthsDeadlines,
  law: Law,
): Promise<void> {
  const told = await keepFacts(
    'applied_at',
    events.map(({ payload: { notificationId } }) => ({ notificationId, at: null })),
  );
  const watches = await tx().sql<WatchRow>(APPLIED_FOR, [
    told.map(({ watchId }) => watchId),
    statesChangedBy('withdrawApplication'),
  ]);
  await standByFacts(
    watches.map(({ id }) => id),
    deadlines,
    law,
  );
  recordWatchChanges(watches, 'APPLICATION_WITHDRAWN', deadlines.application.regulation);
}
