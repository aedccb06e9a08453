import { tx } from '@kamkor/persistence';
import { checkAgain } from '../../backlog/hold-back.js';
import type { BirthsDeadlines } from '../../births-deadlines.js';
import { standByFacts } from '../../documentation/stand-by-facts.js';
import type { Law } from '../../rules/law.js';
import { moveTasks, type PairRow } from './pair.js';

const NO_DUPLICATE = 'UPDATE documentation_watch SET duplicate_of = NULL WHERE id = $1';

/** Each of the two is watched as the facts say that were told of it alone; the closed one has its tasks back. */
export async function reopenWatch(
  closed: PairRow,
  kept: PairRow,
  tasks: readonly string[],
  deadlines: BirthsDeadlines,
  law: Law,
): Promise<void> {
  if (closed.watchId !== null) await tx().sql(NO_DUPLICATE, [closed.watchId]);
  await moveTasks(tasks, closed);
  await standByFacts(
    [closed.watchId, kept.watchId].filter((id) => id !== null),
    deadlines,
    law,
  );
  if (kept.watchId !== null && tasks.length > 0) await checkAgain(kept.watchId, deadlines.backlogCheck);
}
