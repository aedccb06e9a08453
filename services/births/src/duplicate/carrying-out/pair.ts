import { lockDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import type { CareStatus } from '../../rules/care-status.js';

/** A pair with what was decided of it and what of that has been carried out. */
export interface DecidedPair {
  readonly id: string;
  readonly one: string;
  readonly other: string;
  readonly kept: string | null;
  readonly settledKept: string | null;
  readonly movedTasks: readonly string[];
}

export const partnerOf = ({ one, other }: Pick<DecidedPair, 'one' | 'other'>, notificationId: string): string =>
  one === notificationId ? other : one;

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

/** Both notifications with their watches, by id. Locked like a statement about a child: notifications, then deadlines, watches and tasks. */
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
