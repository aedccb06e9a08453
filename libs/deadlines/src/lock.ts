import { tx } from '@kamkor/persistence';
import { nameSubjects } from './named-subjects.js';

/**
 * Locks the open deadlines of these subjects, before a use case locks the subjects themselves. A sweep takes the
 * deadline first and its reaction the subject: who takes them the other way round can end in a deadlock with it.
 */
export async function lockDeadlines(subjectIds: readonly string[]): Promise<void> {
  await nameSubjects(subjectIds);
  await tx().sql(
    `SELECT FROM deadline WHERE subject_id = ANY ($1::uuid[]) AND filed_under IS NULL
       AND state IN ('PENDING', 'SUSPENDED', 'PARKED')
     ORDER BY id FOR UPDATE`,
    [subjectIds],
  );
}
