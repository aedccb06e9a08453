import { moveDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import type { PairRow } from './pair.js';

/** Another unit assigns its own people. */
const UNLESS_ELSEWHERE = (column: string): string =>
  `${column} = CASE WHEN (territory, responsible) = ($4, $5) THEN ${column} END`;

/** What one body saw at a home is not the other one's to read. */
const VISITS_GO = `UPDATE outreach_visit SET notification_id = $2, child_person = $3,
    territory = CASE WHEN responsible = $5 THEN $4 ELSE territory END
  WHERE task_id = ANY ($1::uuid[])`;

/** To another unit, which has not answered. */
const OFFERED = `SELECT id FROM outreach_handover WHERE task_id = ANY ($1::uuid[]) AND state = 'OFFERED'`;
const OFFERS_GO = `UPDATE outreach_handover SET child_person = $2 WHERE id = ANY ($1::uuid[]) AND state = 'OFFERED'`;

/** Gives tasks with their visits to another watch: its child, its body, its territory, and so do their deadlines. */
export async function moveTasks(taskIds: readonly string[], to: PairRow): Promise<void> {
  const { sql } = tx();
  if (taskIds.length === 0 || to.watchId === null) return;
  const { childPersonId: person, territory, responsible: owner } = to;
  const place = [taskIds, to.notificationId, person, territory, owner];
  await sql(
    `UPDATE outreach_task SET version = version + 1, watch_id = $6, notification_id = $2, child_person = $3, territory = $4,
       responsible = $5, ${['assigned_to', 'assigned_at', 'assigned_by'].map(UNLESS_ELSEWHERE).join(', ')}
     WHERE id = ANY ($1::uuid[])`,
    [...place, to.watchId],
  );
  await sql(VISITS_GO, place);
  await moveDeadlines(taskIds.map((subjectId) => ({ subjectId, person, territory, owner })));
  // An offer of a task that has just left its unit has fallen away with it.
  const offers = (await sql<{ id: string }>(OFFERED, [taskIds])).map(({ id }) => id);
  await moveDeadlines(offers.map((subjectId) => ({ subjectId, person })));
  await sql(OFFERS_GO, [offers, person]);
}
