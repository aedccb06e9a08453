import { cancelOpenDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { checkAgain, endWaiting } from '../../backlog/hold-back.js';
import type { BirthsDeadlines } from '../../deadlines.js';
import { standByFacts } from '../../documentation/stand-by-facts.js';
import { endTasks } from '../../outreach/end-tasks.js';
import type { Standing } from '../../rules/documentation/watch-standing.js';
import { stateAfter, statesChangedBy } from '../../rules/documentation/watch-states.js';
import type { Law } from '../../rules/law.js';
import { moveTasks } from './move-tasks.js';
import type { PairRow } from './pair.js';

const CANCEL = `UPDATE documentation_watch SET version = version + 1, duplicate_of = $2,
    cancellation = CASE WHEN state = ANY ($3::text[]) THEN 'DUPLICATE' ELSE cancellation END,
    state = CASE WHEN state = ANY ($3::text[]) THEN $4 ELSE state END
  WHERE id = $1`;

/**
 * Closes the watch of one as the duplicate of the other's, which stands by what is told of both from now on. Gives the
 * tasks that went over.
 */
export async function closeWatch(
  closed: PairRow,
  kept: PairRow,
  deadlines: BirthsDeadlines,
  law: Law,
): Promise<string[]> {
  if (closed.watchId !== null) {
    await cancelOpenDeadlines(Object.values(deadlines), [closed.watchId], 'closed as a duplicate');
    await tx().sql(CANCEL, [closed.watchId, kept.watchId, statesChangedBy('cancel'), stateAfter('cancel')]);
  }
  if (kept.watchId === null) return [];
  const stands = await standByFacts([kept.watchId], deadlines, law);
  return await giveTasks(closed, kept, stands.get(kept.watchId) as Standing, deadlines);
}

/**
 * One family has one open task: where the kept child has one, or needs none any more, that of the closed one ends. Parents
 * who applied in time need none; to those who were late somebody goes until the child has its certificate.
 */
async function giveTasks(
  closed: PairRow,
  kept: PairRow,
  stands: Standing,
  deadlines: BirthsDeadlines,
): Promise<string[]> {
  if (closed.watchId === null || kept.watchId === null) return [];
  const { sql, now } = tx();
  const tasks = await sql<{ id: string; watchId: string; state: string }>(
    `SELECT id, watch_id AS "watchId", state FROM outreach_task WHERE watch_id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE`,
    [[closed.watchId, kept.watchId]],
  );
  const open = (watchId: string | null) => tasks.some((task) => task.watchId === watchId && task.state === 'OPEN');
  const needsNone = stands.inTime || stands.state === 'DOCUMENTED' || stands.state === 'CANCELLED';
  if (open(closed.watchId) && (needsNone || open(kept.watchId))) {
    await endTasks([{ watchId: closed.watchId, at: now }], 'WATCH_CANCELLED', deadlines);
  }
  const ids = tasks.filter(({ watchId }) => watchId === closed.watchId).map(({ id }) => id);
  await moveTasks(ids, kept);
  // A kept child that waited for its turn is visited now.
  await endWaiting([kept.watchId]);
  return ids;
}

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
