import { meetDeadlines } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../deadlines.js';
import { endTasks } from '../outreach/end-tasks.js';
import { stateAfter, statesChangedBy } from '../rules/documentation/watch-states.js';
import { FACTS_OF_WATCHES, keepFacts } from './watch-facts.js';
import { recordWatchChanges, WATCH_COLUMNS, type WatchRow } from './watch-rows.js';

const APPLY = `UPDATE documentation_watch w SET applied_at = f.at, version = w.version + 1,
    state = CASE WHEN w.state = ANY ($1::text[]) THEN $2 ELSE w.state END
  FROM ${FACTS_OF_WATCHES.from('f', 3)} WHERE w.id = f.watch_id
  RETURNING ${WATCH_COLUMNS}`;

/**
 * The parents applied. What counts is when they did: if that was in time and the child was taken for overdue meanwhile,
 * the deadline takes that back. If it was late the child stays one that was overdue, and its task stays open until it
 * has the certificate. A child that was not overdue itself can have a task of its duplicate: that ends as well.
 */
export async function onBirthCertificateApplied(
  events: readonly ReadEvent<EventPayload<'BirthCertificateApplied'>>[],
  deadlines: BirthsDeadlines,
): Promise<void> {
  const told = await keepFacts(
    'applied_at',
    events.map(({ payload: { notificationId, appliedAt } }) => ({ notificationId, at: appliedAt })),
  );
  const facts = told.map(({ watchId, at }) => ({ watchId, at: at as Temporal.Instant }));
  const settled = await meetDeadlines(
    deadlines.application,
    facts.map(({ watchId, at }) => ({ subjectId: watchId, factAt: at })),
  );
  const inTime = new Set(settled.flatMap(({ settlement, subjectId }) => (settlement === 'MET' ? subjectId : [])));
  await endTasks(
    facts.filter(({ watchId }) => inTime.has(watchId)),
    'APPLIED_IN_TIME',
    deadlines,
  );
  const watches = await tx().sql<WatchRow>(APPLY, [
    statesChangedBy('apply'),
    stateAfter('apply'),
    ...FACTS_OF_WATCHES.values(facts),
  ]);
  recordWatchChanges(watches, 'APPLICATION_LEARNT', deadlines.application.regulation);
}
