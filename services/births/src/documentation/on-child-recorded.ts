import { lockDeadlines } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { rowSet, tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { nameChildOnDeadlines } from './name-child-on-deadlines.js';

type Answer = Pick<EventPayload<'ChildRecorded'>, 'notificationId' | 'registryState' | 'personId' | 'motherPersonId'>;

const ANSWERS = rowSet<Answer>()({
  notificationId: 'uuid',
  registryState: 'text',
  personId: 'uuid',
  motherPersonId: 'uuid',
});
const FROM_ANSWERS = `FROM ${ANSWERS.from('f')}`;

/** The version stays: who notified completes what they know, whether or not the registry has answered meanwhile. */
const ON_NOTIFICATION = `UPDATE birth_notification n SET registry_state = f.registry_state, child_person = f.person_id,
    mother_person = f.mother_person_id
  ${FROM_ANSWERS} WHERE n.id = f.notification_id
  RETURNING n.id, n.child_person AS "childPersonId", n.care_status <> 'WITH_PARENTS' AS withheld`;

const ON_WATCH = `UPDATE documentation_watch w SET child_person = f.person_id, mother_person = f.mother_person_id,
    version = w.version + 1
  ${FROM_ANSWERS} WHERE w.notification_id = f.notification_id`;

/** Whose record a task or visit is, for the trail; nothing else of it changes, so its version stays. */
const ON_OUTREACH = (table: 'outreach_task' | 'outreach_visit') =>
  `UPDATE ${table} o SET child_person = f.person_id ${FROM_ANSWERS} WHERE o.notification_id = f.notification_id`;

/** Who protects is told who the mother is as well; the registry's silence about her takes back nothing. */
const ON_CONCERN = `UPDATE safety_concern c SET child_person = f.person_id,
    mother_person = coalesce(f.mother_person_id, c.mother_person)
  ${FROM_ANSWERS} WHERE c.notification_id = f.notification_id`;

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
  const answers = ANSWERS.values(events.map(({ payload }) => payload));
  const recorded = await tx().sql<Recorded>(ON_NOTIFICATION, answers);
  const subjects = await tx().sql<{ id: string }>(SUBJECTS_OF, [notificationIds]);
  await lockDeadlines(subjects.map(({ id }) => id));
  await tx().sql(ON_WATCH, answers);
  await tx().sql(ON_OUTREACH('outreach_task'), answers);
  await tx().sql(ON_OUTREACH('outreach_visit'), answers);
  await tx().sql(ON_CONCERN, answers);
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
