import { meetDeadlines } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../births-deadlines.js';
import { stateAfter, statesChangedBy } from '../rules/watch-states.js';
import { recordWatchChanges, WATCH_COLUMNS, type WatchRow, watchIdsOf } from './watch-rows.js';

const APPLY = `UPDATE documentation_watch w SET applied_at = f.at, version = w.version + 1,
    state = CASE WHEN w.state = ANY ($3::text[]) THEN $4 ELSE w.state END
  FROM unnest($1::uuid[], $2::timestamptz[]) AS f(id, at) WHERE w.id = f.id
  RETURNING ${WATCH_COLUMNS}`;

/**
 * The parents applied. What counts is when they did: if that was in time and the child was taken for overdue meanwhile,
 * the deadline takes that back. If it was late the child stays one that was overdue, and its task stays open until it
 * has the certificate.
 */
export async function onCertificateApplied(
  events: readonly ReadEvent<EventPayload<'BirthCertificateApplied'>>[],
  { application }: BirthsDeadlines,
): Promise<void> {
  const watchOf = await watchIdsOf(events.map(({ payload }) => payload.notificationId));
  const facts = events.flatMap(({ payload: { notificationId, appliedAt } }) => {
    const subjectId = watchOf.get(notificationId);
    return subjectId ? [{ subjectId, factAt: Temporal.Instant.from(appliedAt) }] : [];
  });
  await meetDeadlines(application, facts);
  const watches = await tx().sql<WatchRow>(APPLY, [
    facts.map(({ subjectId }) => subjectId),
    facts.map(({ factAt }) => factAt),
    statesChangedBy('apply'),
    stateAfter('apply'),
  ]);
  recordWatchChanges(watches, 'APPLICATION_LEARNT', application.regulation);
}
