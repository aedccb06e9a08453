import { lockDeadlines } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { nameChildOnDeadlines } from './name-child-on-deadlines.js';

const FACTS = `unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[]) AS f(id, state, child, mother)`;

/** The version stays: who notified completes what they know, whether or not the registry has answered meanwhile. */
const ON_NOTIFICATION = `UPDATE birth_notification n SET registry_state = f.state, child_person = f.child,
    mother_person = f.mother
  FROM ${FACTS} WHERE n.id = f.id
  RETURNING n.id, n.child_person AS "childPersonId", n.care_status <> 'WITH_PARENTS' AS withheld`;

const ON_WATCH = `UPDATE documentation_watch w SET child_person = f.child, mother_person = f.mother, version = w.version + 1
  FROM ${FACTS} WHERE w.notification_id = f.id`;

/** Whose record a task or visit is, for the trail; nothing else of it changes, so its version stays. */
const ON_OUTREACH = (table: 'outreach_task' | 'outreach_visit') =>
  `UPDATE ${table} o SET child_person = f.child FROM ${FACTS} WHERE o.notification_id = f.id`;

/** Who protects is told who the mother is as well; the registry's silence about her takes back nothing. */
const ON_CONCERN = `UPDATE safety_concern c SET child_person = f.child, mother_person = coalesce(f.mother, c.mother_person)
  FROM ${FACTS} WHERE c.notification_id = f.id`;

const SUBJECTS_OF = `SELECT w.id FROM documentation_watch w WHERE w.notification_id = ANY ($1::uuid[])
  UNION ALL SELECT t.id FROM outreach_task t WHERE t.notification_id = ANY ($1::uuid[]) AND t.state = 'OPEN'`;

interface Recorded {
  readonly id: string;
  readonly childPersonId: string | null;
  readonly withheld: boolean;
}

/** The registry has answered: who the child is in its books, and who the mother is if it found her. */
export async function onChildRecorded(events: readonly ReadEvent<EventPayload<'ChildRecorded'>>[]): Promise<void> {
  const notificationIds = events.map(({ payload }) => payload.notificationId);
  const facts = [
    notificationIds,
    events.map(({ payload }) => payload.registryState),
    events.map(({ payload }) => payload.personId),
    events.map(({ payload }) => payload.motherPersonId),
  ];
  const recorded = await tx().sql<Recorded>(ON_NOTIFICATION, facts);
  const subjects = await tx().sql<{ id: string }>(SUBJECTS_OF, [notificationIds]);
  await lockDeadlines(subjects.map(({ id }) => id));
  await tx().sql(ON_WATCH, facts);
  await tx().sql(ON_OUTREACH('outreach_task'), facts);
  await tx().sql(ON_OUTREACH('outreach_visit'), facts);
  await tx().sql(ON_CONCERN, facts);
  await nameChildOnDeadlines(notificationIds);
  recordChanges(
    recorded.map(({ id, childPersonId, withheld }) => ({
      person: childPersonId,
      subjectType: 'BirthNotification',
      subjectId: id,
      change: 'CHILD_RECORDED',
      withheld,
    })),
  );
}
