import { lockDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';

const OPEN = `SELECT id FROM hard_life_situation WHERE notification_id = ANY ($1::uuid[]) AND state <> 'CLOSED'`;

/** The same as `concernedBy` says for a deadline that is opened. */
const FOLLOW = `UPDATE deadline d SET person = f.person, owner = f.owner, territory = f.territory, version = d.version + 1
  FROM (SELECT s.id, s.territory, CASE WHEN s.family_knows AND NOT s.apart_from_parents THEN s.child END AS person,
      CASE WHEN s.apart_from_parents THEN 'GUARDIANSHIP' END AS owner
    FROM hard_life_situation s WHERE s.id = ANY ($1::uuid[])) f
  WHERE d.subject_id = f.id AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')
    AND (d.person, d.owner, d.territory) IS DISTINCT FROM (f.person, f.owner, f.territory)`;

/** Locks the running deadlines of these children's situations, before the situations themselves, as a sweep does. */
export async function lockDeadlinesOf(notificationIds: readonly string[]): Promise<void> {
  const open = await tx().sql<{ id: string }>(OPEN, [notificationIds]);
  await lockDeadlines(open.map(({ id }) => id));
}

/** Running deadlines are handed to whomever their situations concern by now. The caller has locked them. */
export const followDeadlines = (situationIds: readonly string[]): Promise<unknown> => tx().sql(FOLLOW, [situationIds]);
