import type { EventPayload } from '@kamkor/events';
import { publishMany, type ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { childRecorded, type RecordedChild } from './child-recorded.js';

type Completed = EventPayload<'BirthNotificationCompleted'>;

/**
 * A child's care status became known or changed: from then on its mother sees it no more, or again. What is decided here
 * in one statement holds for record and person at once. Other completed fields are left to the registrar.
 */
export async function onBirthNotificationCompleted(events: readonly ReadEvent<Completed>[]): Promise<void> {
  const stated = events.flatMap(({ payload: { notificationId, careStatus } }) =>
    careStatus === null ? [] : [{ notificationId, withheld: careStatus !== 'WITH_PARENTS' }],
  );
  if (stated.length === 0) return;
  const changed = await tx().sql<RecordedChild>(
    `WITH stated AS (SELECT * FROM unnest($1::uuid[], $2::boolean[]) AS s (notification_id, withheld)),
     record AS (
       UPDATE birth_record r SET withheld_from_mother = s.withheld, version = version + 1 FROM stated s
       WHERE r.notification_id = s.notification_id AND r.withheld_from_mother <> s.withheld
       RETURNING r.id, r.notification_id, r.child, r.mother, r.registry_state, s.withheld
     ), person AS (
       UPDATE person p SET withheld_from_mother = record.withheld, version = version + 1 FROM record WHERE p.id = record.child
     )
     SELECT id, notification_id AS "notificationId", child AS "childId", mother AS "motherId",
       registry_state AS "registryState", withheld AS "withheldFromMother" FROM record`,
    [stated.map(({ notificationId }) => notificationId), stated.map(({ withheld }) => withheld)],
  );
  await tx().sql(
    `UPDATE document_help_request h SET withheld = s.withheld, parent_person = NULL, version = version + 1
     FROM unnest($1::uuid[], $2::boolean[]) AS s (notification_id, withheld)
     WHERE h.notification_id = s.notification_id AND s.withheld AND NOT h.withheld`,
    [stated.map(({ notificationId }) => notificationId), stated.map(({ withheld }) => withheld)],
  );
  recordChanges(
    changed.map(({ id, childId }) => ({
      person: childId,
      subjectType: 'BirthRecord',
      subjectId: id,
      change: 'CARE_STATUS_STATED',
      withheld: true,
    })),
  );
  // Births hears again who the mother is, or that there is none to be told of.
  await publishMany(changed.map(childRecorded));
}
