import { tx } from '@kamkor/persistence';
import type { PairRow } from './pair.js';

/** Another unit assigns its own people. */
const UNLESS_ELSEWHERE = (column: string): string =>
  `${column} = CASE WHEN (territory, responsible) = ($4, $5) THEN ${column} END`;

/** What one body saw at a home is not the other one's to read. */
const VISITS_GO = `UPDATE outreach_visit SET notification_id = $2, child_person = $3,
    territory = CASE WHEN responsible = $5 THEN $4 ELSE territory END
  WHERE task_id = ANY ($1::uuid[])`;

const OPEN = `state IN ('PENDING', 'SUSPENDED', 'PARKED')`;
const DEADLINES_GO = `UPDATE deadline SET version = version + 1, person = $2, territory = $3, owner = $4
  WHERE subject_id = ANY ($1::uuid[]) AND ${OPEN}`;

/** To another unit, which has not answered. */
const OFFERS_GO = `WITH offered AS (
    UPDATE outreach_handover SET child_person = $2 WHERE task_id = ANY ($1::uuid[]) AND state = 'OFFERED' RETURNING id)
  UPDATE deadline d SET version = d.version + 1, person = $2 FROM offered WHERE d.subject_id = offered.id AND d.${OPEN}`;

/** Gives tasks with their visits to another watch: its child, its body, its territory, and so do their deadlines. */
export async function moveTasks(taskIds: readonly string[], to: PairRow): Promise<void> {
  const { sql } = tx();
  if (taskIds.length === 0 || to.watchId === null) return;
  const place = [taskIds, to.notificationId, to.childPersonId, to.territory, to.responsible];
  await sql(
    `UPDATE outreach_task SET version = version + 1, watch_id = $6, notification_id = $2, child_person = $3, territory = $4,
       responsible = $5, ${['assigned_to', 'assigned_at', 'assigned_by'].map(UNLESS_ELSEWHERE).join(', ')}
     WHERE id = ANY ($1::uuid[])`,
    [...place, to.watchId],
  );
  await sql(VISITS_GO, place);
  await sql(DEADLINES_GO, [taskIds, to.childPersonId, to.territory, to.responsible]);
  await sql(OFFERS_GO, [taskIds, to.childPersonId]);
}
