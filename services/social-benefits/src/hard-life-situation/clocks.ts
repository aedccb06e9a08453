import { lockDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';

const OPEN = `SELECT id FROM hard_life_situation WHERE notification_id = ANY ($1::uuid[]) AND state <> 'CLOSED'`;

/** As `clockOf` says of one that is opened. */
const ALIGN = `UPDATE deadline d SET version = d.version + 1, territory = s.territory,
    person = CASE WHEN s.family_knows AND NOT s.apart_from_parents THEN s.child END,
    owner = CASE WHEN s.apart_from_parents THEN 'GUARDIANSHIP' END
  FROM hard_life_situation s
  WHERE s.notification_id = ANY ($1::uuid[]) AND d.subject_id = s.id AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')
    AND (d.territory, d.owner) IS DISTINCT FROM
      (s.territory, CASE WHEN s.apart_from_parents THEN 'GUARDIANSHIP' END)`;

/** Locks the running clocks of these children's situations, before the situations, as a sweep does. */
export async function lockClocksOf(notificationIds: readonly string[]): Promise<void> {
  const open = await tx().sql<{ id: string }>(OPEN, [notificationIds]);
  await lockDeadlines(open.map(({ id }) => id));
}

/** Makes the running clocks of these children's situations those of the body and territory that the situations are of. */
export const alignClocks = (notificationIds: readonly string[]): Promise<unknown> => tx().sql(ALIGN, [notificationIds]);
