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

/** Says in the trail what happened to watches. */
export function recordWatchChanges(
  watches: readonly Pick<WatchRow, 'id' | 'childPersonId' | 'careStatus'>[],
  change: string,
  rule?: string,
): void {
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
