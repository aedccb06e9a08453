import { tx } from '@kamkor/persistence';
import { type Change, recordChanges } from '@kamkor/trail';
import type { CareStatus } from '../rules/care-status.js';

/** What the handlers of events need of a watch. */
export interface WatchRow {
  readonly id: string;
  readonly notificationId: string;
  readonly childPersonId: string | null;
  readonly careStatus: CareStatus;
  readonly territory: string;
  readonly responsible: string;
  readonly birthDate: Temporal.PlainDate;
  readonly dueAt: Temporal.Instant;
}

/** Select list that gives rows the shape of {@link WatchRow}; the table must be called `w`. */
export const WATCH_COLUMNS = `w.id, w.notification_id AS "notificationId", w.child_person AS "childPersonId",
  w.care_status AS "careStatus", w.territory, w.responsible, w.birth_date AS "birthDate", w.due_at AS "dueAt"`;

const WATCHES = `SELECT w.id, g.id AS "notificationId"
  FROM unnest($1::uuid[]) AS g(id) LEFT JOIN birth_notification n ON n.id = g.id
  JOIN documentation_watch w ON w.notification_id = coalesce(n.duplicate_of, g.id)`;

/**
 * The ids of the watches of these notifications; a stillbirth has none. What is told of one that was closed as a
 * duplicate counts for the child of the kept one: with whichever paper its parents applied.
 */
export async function watchIdsOf(notificationIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx().sql<{ id: string; notificationId: string }>(WATCHES, [notificationIds]);
  return new Map(rows.map(({ id, notificationId }) => [notificationId, id]));
}

/** Says in the trail what happened to watches. */
export function recordWatchChanges(watches: readonly WatchRow[], change: string, rule?: string): void {
  recordChanges(
    watches.map(
      ({ id, childPersonId, careStatus }): Change => ({
        person: childPersonId,
        subjectType: 'DocumentationWatch',
        subjectId: id,
        change,
        ...(rule ? { rule } : {}),
        withheld: careStatus !== 'WITH_PARENTS',
      }),
    ),
  );
}
