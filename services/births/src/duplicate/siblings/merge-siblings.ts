import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../../deadlines.js';
import { nameChildOnDeadlines } from '../../documentation/name-child-on-deadlines.js';
import { recordWatchChanges } from '../../documentation/watch-rows.js';
import type { Law } from '../../rules/law.js';
import { type DescribedChild, tellApart } from '../../rules/obstacle/same-sibling.js';
import { closeWatch, reopenWatch } from '../carrying-out/close-watch.js';
import type { DecidedPair, PairRow } from '../carrying-out/pair.js';

/** A watched sibling that a visit found, known by its own id where others have a notification. */
interface FoundSibling extends PairRow, DescribedChild {
  readonly watchId: string;
}

/** Select list and tables that give rows the shape of {@link FoundSibling}. */
const SIBLINGS = `SELECT w.notification_id AS "notificationId", w.child_person AS "childPersonId",
    w.care_status AS "careStatus", w.id AS "watchId", w.responsible, w.territory, NULL AS "diedOn",
    NULL AS "deathStatedAt", w.birth_date AS "birthDate", s.sex, coalesce(w.given_name, '') AS "givenName"
  FROM documentation_watch w JOIN undocumented_sibling s ON s.id = w.sibling_id`;

const OF_FAMILY = `${SIBLINGS} WHERE w.duplicate_of IS NULL AND w.state <> 'CANCELLED' AND (w.sibling_of = $1
  OR ($2 AND w.sibling_of IN (SELECT n.id FROM birth_notification n WHERE n.duplicate_of = $1 AND n.id <> $3)))
  ORDER BY w.id`;

const REMEMBER = `INSERT INTO merged_sibling (closed_watch, kept_watch, candidate_id, moved_tasks)
  VALUES ($1, $2, $3, $4::uuid[])`;

/**
 * Children whom visits for both families found are one each while the families are one; told apart as at a visit. Whoever
 * has died or is cared for by somebody else on one side only stays apart: nobody is to become invisible by a likeness.
 */
export async function mergeSiblings(
  pair: DecidedPair,
  closedId: string,
  keptId: string,
  deadlines: BirthsDeadlines,
  law: Law,
): Promise<void> {
  const { sql, now } = tx();
  const named = await sql<FoundSibling>(OF_FAMILY, [closedId, false, closedId]);
  if (named.length === 0) return;
  const known = await sql<FoundSibling>(OF_FAMILY, [keptId, true, closedId]);
  for (const { named: closed, known: kept } of tellApart(named, known).again) {
    if (closed.careStatus !== kept.careStatus) continue;
    const moved = await closeWatch(closed, kept, deadlines, law);
    await sql(REMEMBER, [closed.watchId, kept.watchId, pair.id, moved]);
    await nameChildOnDeadlines([closed.notificationId, kept.notificationId]);
    recordWatchChanges([{ ...closed, id: closed.watchId }], 'CLOSED_AS_DUPLICATE');
    recordWatchChanges([{ ...kept, id: kept.watchId }], 'KEPT_OF_DUPLICATES');
    await publish({
      type: 'BirthNotificationClosedAsDuplicate',
      subjectId: closed.notificationId,
      payload: {
        notificationId: closed.notificationId,
        keptNotificationId: kept.notificationId,
        closedAt: now.toString(),
      },
    });
  }
}

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
    recordWatchChanges(
      [one, other].map((sibling) => ({ ...sibling, id: sibling.watchId })),
      'DUPLICATE_UNDONE',
    );
    await publish({
      type: 'BirthNotificationReopened',
      subjectId: one.notificationId,
      payload: {
        notificationId: one.notificationId,
        keptNotificationId: other.notificationId,
        reopenedAt: now.toString(),
      },
    });
  }
  return parted.flatMap(({ movedTasks }) => movedTasks);
}

const BACK = `WITH found AS (
    UPDATE undocumented_sibling s SET family = $2 FROM outreach_visit v
    WHERE s.family = $1 AND v.id = s.visit_id AND v.task_id = ANY ($3::uuid[]) RETURNING s.id
  ) UPDATE documentation_watch w SET sibling_of = $2 FROM found WHERE w.sibling_id = found.id`;

/** While two are one their families are looked at together; afterwards whom visits of these tasks found goes back with them. */
export const giveSiblingsBack = (taskIds: readonly string[], kept: string, closed: string): Promise<unknown> =>
  tx().sql(BACK, [kept, closed, taskIds]);
