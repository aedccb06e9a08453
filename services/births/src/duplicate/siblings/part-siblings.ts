import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../../births-deadlines.js';
import { nameChildOnDeadlines } from '../../documentation/deadline-persons.js';
import { recordWatchChanges } from '../../documentation/watch-rows.js';
import type { Law } from '../../rules/law.js';
import type { DecidedPair } from '../carrying-out/decided-pair.js';
import { reopenWatch } from '../carrying-out/reopen-watch.js';
import { type FoundSibling, SIBLINGS } from './found-siblings.js';

/** Also one that another decision had closed for a sibling of the family that leaves now. */
const PART = `DELETE FROM merged_sibling m WHERE m.candidate_id = $1
    OR m.kept_watch IN (SELECT w.id FROM documentation_watch w WHERE w.sibling_of = $2)
  RETURNING m.closed_watch AS closed, m.kept_watch AS kept, m.moved_tasks AS "movedTasks"`;

/** They are watched each for its own family again. Gives the tasks that went back. */
export async function partSiblings(
  pair: DecidedPair,
  closedId: string,
  deadlines: BirthsDeadlines,
  law: Law,
): Promise<string[]> {
  const { sql, now } = tx();
  const parted = await sql<{ closed: string; kept: string; movedTasks: string[] }>(PART, [pair.id, closedId]);
  if (parted.length === 0) return [];
  const ids = parted.flatMap(({ closed, kept }) => [closed, kept]);
  const rows = await sql<FoundSibling>(`${SIBLINGS} WHERE w.id = ANY ($1::uuid[]) ORDER BY w.id FOR UPDATE OF s`, [
    ids,
  ]);
  const of = new Map(rows.map((row) => [row.watchId, row]));
  for (const { closed, kept, movedTasks } of parted) {
    const [one, other] = [of.get(closed) as FoundSibling, of.get(kept) as FoundSibling];
    await reopenWatch(one, other, movedTasks, deadlines, law);
    await nameChildOnDeadlines([one.notificationId, other.notificationId]);
    const payload = { notificationId: one.notificationId, keptNotificationId: other.notificationId };
    recordWatchChanges(
      [one, other].map((sibling) => ({ ...sibling, id: sibling.watchId })),
      'DUPLICATE_UNDONE',
    );
    await publish({
      type: 'BirthNotificationReopened',
      subjectId: one.notificationId,
      payload: { ...payload, reopenedAt: now.toString() },
    });
  }
  return parted.flatMap(({ movedTasks }) => movedTasks);
}
