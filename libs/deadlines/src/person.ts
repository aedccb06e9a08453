import { tx } from '@kamkor/persistence';
import { lockDeadlines } from './lock.js';

export interface PersonOfSubject {
  readonly subjectId: string;
  readonly person: string | null;
}

const SET = `UPDATE deadline d SET person = s.person, version = d.version + 1
  FROM unnest($1::uuid[], $2::uuid[]) AS s(id, person)
  WHERE d.subject_id = s.id AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED') AND d.person IS DISTINCT FROM s.person`;

/**
 * Whose the open deadlines of these subjects are, once that is known or has changed: a clock that began before anybody
 * knew the person is found by it, and its trail is in that person's log from then on. To be called before the subjects
 * are locked, like `lockDeadlines`. What has ended stays as it ended.
 */
export async function setDeadlinePersons(subjects: readonly PersonOfSubject[]): Promise<void> {
  if (subjects.length === 0) return;
  const ids = subjects.map(({ subjectId }) => subjectId);
  await lockDeadlines(ids);
  await tx().sql(SET, [ids, subjects.map(({ person }) => person)]);
}
