import { lockDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import type { CareStatus } from '../../rules/care-status.js';

/** A notification of a pair with its watch, locked. */
export interface PairRow {
  readonly notificationId: string;
  readonly childPersonId: string | null;
  readonly careStatus: CareStatus;
  readonly watchId: string | null;
  readonly responsible: string;
  readonly territory: string;
  readonly diedOn: Temporal.PlainDate | null;
  readonly deathStatedAt: Temporal.Instant | null;
}

/** With siblings whom visits found, also for those that were closed before: they become one as well. */
const FAMILIES =
  '(SELECT n.id FROM birth_notification n WHERE n.id = ANY ($1::uuid[]) OR n.duplicate_of = ANY ($1::uuid[]))';
const OF_FAMILIES = `(w.notification_id = ANY ($1::uuid[]) OR w.sibling_of IN ${FAMILIES})`;
const SUBJECTS = `SELECT w.id FROM documentation_watch w WHERE ${OF_FAMILIES}
  UNION ALL SELECT t.id FROM outreach_task t JOIN documentation_watch w ON w.id = t.watch_id
    WHERE ${OF_FAMILIES} AND t.state = 'OPEN'
  UNION ALL SELECT c.id FROM safety_concern c WHERE c.notification_id = ANY ($1::uuid[]) AND c.state = 'RAISED'`;

const ROWS = `SELECT n.id AS "notificationId", n.child_person AS "childPersonId", n.care_status AS "careStatus",
    w.id AS "watchId", w.responsible, n.territory, n.died_on AS "diedOn", n.death_stated_at AS "deathStatedAt"
  FROM birth_notification n LEFT JOIN documentation_watch w ON w.notification_id = n.id WHERE n.id = ANY ($1::uuid[])`;

/** Both notifications with their watches, by id. Locked like a statement about a child: notifications, then clocks, watches and tasks. */
export async function lockPair(notificationIds: readonly string[]): Promise<Map<string, PairRow>> {
  const { sql } = tx();
  await sql('SELECT FROM birth_notification WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE', [notificationIds]);
  await sql(`SELECT FROM undocumented_sibling WHERE family IN ${FAMILIES} ORDER BY id FOR UPDATE`, [notificationIds]);
  const subjects = await sql<{ id: string }>(SUBJECTS, [notificationIds]);
  await lockDeadlines(subjects.map(({ id }) => id));
  await sql(`SELECT FROM documentation_watch w WHERE ${OF_FAMILIES} ORDER BY w.id FOR UPDATE`, [notificationIds]);
  const rows = await sql<PairRow>(ROWS, [notificationIds]);
  return new Map(rows.map((row) => [row.notificationId, row]));
}

/** Another unit assigns its own people. */
const UNLESS_ELSEWHERE = (column: string): string =>
  `${column} = CASE WHEN (territory, responsible) = ($4, $5) THEN ${column} END`;

/** What one body saw at a home is not the other one's to read. */
const VISITS_GO = `UPDATE outreach_visit SET notification_id = $2, child_person = $3,
    territory = CASE WHEN responsible = $5 THEN $4 ELSE territory END
  WHERE task_id = ANY ($1::uuid[])`;

const OPEN = `state IN ('PENDING', 'SUSPENDED', 'PARKED')`;
const CLOCKS_GO = `UPDATE deadline SET version = version + 1, person = $2, territory = $3, owner = $4
  WHERE subject_id = ANY ($1::uuid[]) AND ${OPEN}`;

/** To another unit, which has not answered. */
const OFFERS_GO = `WITH offered AS (
    UPDATE outreach_handover SET child_person = $2 WHERE task_id = ANY ($1::uuid[]) AND state = 'OFFERED' RETURNING id)
  UPDATE deadline d SET version = d.version + 1, person = $2 FROM offered WHERE d.subject_id = offered.id AND d.${OPEN}`;

/** Gives tasks with their visits to another watch: its child, its body, its territory, and so do their clocks. */
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
  await sql(CLOCKS_GO, [taskIds, to.childPersonId, to.territory, to.responsible]);
  await sql(OFFERS_GO, [taskIds, to.childPersonId]);
}

/** Says in the trail of both children what became of their notifications. */
export function recordPairChange(rows: readonly PairRow[], change: string, withheld = false): void {
  recordChanges(
    rows.map(({ notificationId, childPersonId, careStatus }) => ({
      person: childPersonId,
      subjectType: 'BirthNotification',
      subjectId: notificationId,
      change,
      withheld: withheld || careStatus !== 'WITH_PARENTS',
    })),
  );
}
