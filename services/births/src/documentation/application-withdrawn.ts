import { openDeadlines } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../births-deadlines.js';
import { stateAfter, statesChangedBy } from '../rules/watch-states.js';
import { recordWatchChanges, WATCH_COLUMNS, type WatchRow, watchIdsOf } from './watch-rows.js';

const WITHDRAW = `
  WITH before AS (SELECT id, applied_at FROM documentation_watch WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE)
  UPDATE documentation_watch w SET applied_at = NULL, version = w.version + 1, state = $3
  FROM before WHERE before.id = w.id AND w.state = ANY ($2::text[])
  RETURNING ${WATCH_COLUMNS}, before.applied_at < w.due_at OR w.was_overdue AS "clockStopped"`;

/**
 * The application was taken back: the child waits again, by the original date. The clock that the application had
 * stopped, or that had lapsed, is started anew; where its instant has passed the next sweep lapses it at once. A late
 * application had not stopped it if no sweep has come since: that one still runs.
 */
export async function onApplicationWithdrawn(
  events: readonly ReadEvent<EventPayload<'BirthCertificateApplicationWithdrawn'>>[],
  { application }: BirthsDeadlines,
): Promise<void> {
  const watchOf = await watchIdsOf(events.map(({ payload }) => payload.notificationId));
  const watches = await tx().sql<WatchRow & { clockStopped: boolean }>(WITHDRAW, [
    [...watchOf.values()],
    statesChangedBy('withdrawApplication'),
    stateAfter('withdrawApplication'),
  ]);
  await openDeadlines(
    application,
    watches
      .filter(({ clockStopped }) => clockStopped)
      .map(({ id, childPersonId, territory, responsible, dueAt }) => ({
        subject: { type: 'DocumentationWatch', id },
        person: childPersonId,
        territory,
        owner: responsible,
        dueAt,
      })),
  );
  recordWatchChanges(watches, 'APPLICATION_WITHDRAWN', application.regulation);
}
