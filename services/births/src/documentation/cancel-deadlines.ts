import { cancelDeadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { kindsOf } from '@kamkor/service-kit';
import type { BirthsDeadlines } from '../deadlines.js';

/** Ends whatever runs on a watch. */
export async function cancelDeadlinesOf(watchId: string, deadlines: BirthsDeadlines, why: string): Promise<void> {
  const running = await tx().sql<{ kind: string }>(
    `SELECT kind FROM deadline WHERE subject_id = $1 AND state IN ('PENDING', 'SUSPENDED', 'PARKED')`,
    [watchId],
  );
  const kinds = kindsOf(deadlines).filter(({ kind }) => running.some((one) => one.kind === kind));
  for (const kind of kinds) await cancelDeadline({ kind, subjectId: watchId, why });
}
