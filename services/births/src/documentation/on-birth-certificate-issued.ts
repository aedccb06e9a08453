import { meetDeadlines } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../deadlines.js';
import { endTasks } from '../outreach/end-tasks.js';
import { stateAfter, statesChangedBy } from '../rules/documentation/watch-states.js';
import { FACTS_OF_WATCHES, keepFacts } from './watch-facts.js';
import { recordWatchChanges, WATCH_COLUMNS, type WatchRow } from './watch-rows.js';

const DOCUMENT = `UPDATE documentation_watch w SET documented_at = f.at, state = $2, version = w.version + 1
  FROM ${FACTS_OF_WATCHES.from('f', 3)} WHERE w.id = f.watch_id AND w.state = ANY ($1::text[])
  RETURNING ${WATCH_COLUMNS}`;

/**
 * The child has its certificate: nobody has to be visited or reminded any more. It proves that the parents applied, also
 * where no application was ever heard of, so the application's deadline is settled by it.
 */
export async function onBirthCertificateIssued(
  events: readonly ReadEvent<EventPayload<'BirthCertificateIssued'>>[],
  deadlines: BirthsDeadlines,
): Promise<void> {
  const told = await keepFacts(
    'documented_at',
    events.map(({ payload: { notificationId, issuedAt } }) => ({ notificationId, at: issuedAt })),
  );
  const facts = told.map(({ watchId, at }) => ({ watchId, at: at as Temporal.Instant }));
  await meetDeadlines(
    deadlines.application,
    facts.map(({ watchId, at }) => ({ subjectId: watchId, factAt: at })),
  );
  await endTasks(facts, 'DOCUMENTED', deadlines);
  const watches = await tx().sql<WatchRow>(DOCUMENT, [
    statesChangedBy('document'),
    stateAfter('document'),
    ...FACTS_OF_WATCHES.values(facts),
  ]);
  recordWatchChanges(watches, 'DOCUMENTED', deadlines.application.regulation);
}
