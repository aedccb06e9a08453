import { tx } from '@kamkor/persistence';
import { cancelDeadline } from './change.js';
import type { DeadlineKind } from './kind.js';
import { nameSubjects } from './named-subjects.js';

const OPEN = `SELECT subject_id AS "subjectId", kind FROM deadline
  WHERE subject_id = ANY ($1::uuid[]) AND kind = ANY ($2) AND state IN ('PENDING', 'SUSPENDED', 'PARKED')
    AND filed_under IS NULL ORDER BY id`;

/** Ends what is still open of these kinds on these subjects, whichever there are: nobody waits for it any more. */
export async function cancelOpenDeadlines(
  kinds: readonly DeadlineKind[],
  subjectIds: readonly string[],
  why: string,
): Promise<void> {
  if (subjectIds.length === 0) return;
  await nameSubjects(subjectIds);
  const open = await tx().sql<{ subjectId: string; kind: string }>(OPEN, [subjectIds, kinds.map(({ kind }) => kind)]);
  for (const { subjectId, kind: code } of open) {
    const kind = kinds.find((one) => one.kind === code)!;
    await cancelDeadline({ kind, subjectId, why });
  }
}
