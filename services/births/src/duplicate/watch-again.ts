import { openDeadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../births-deadlines.js';
import { watchStateReopened } from '../rules/duplicate-keeping.js';
import type { PairRow } from './pair-rows.js';

const REOPEN = `UPDATE documentation_watch SET version = version + 1, cancellation = NULL, state = $2
  WHERE id = $1 AND state = 'CANCELLED'`;

/** A child whose watch was cancelled because of another one is watched again, by its original date. */
export async function watchAgain(row: PairRow, { application }: BirthsDeadlines): Promise<void> {
  const { watchId, appliedAt, childPersonId, territory, responsible, dueAt } = row;
  if (watchId === null) return;
  await tx().sql(REOPEN, [watchId, watchStateReopened(appliedAt)]);
  if (appliedAt !== null) return;
  await openDeadline({
    kind: application,
    subject: { type: 'DocumentationWatch', id: watchId },
    person: childPersonId,
    territory,
    owner: responsible,
    dueAt,
  });
}
