import { lockDeadlines, moveDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { type Concerned, concernedBy } from './hard-life-situation-deadlines.js';

const OPEN = `SELECT id FROM hard_life_situation WHERE notification_id = ANY ($1::uuid[]) AND state <> 'CLOSED'`;

interface Situation extends Concerned {
  readonly id: string;
  readonly territory: string;
}
const SITUATIONS = `SELECT id, territory, child AS "childId", family_knows AS "familyKnows",
    apart_from_parents AS "apartFromParents"
  FROM hard_life_situation WHERE id = ANY ($1::uuid[])`;

/** Locks the running deadlines of these children's situations, before the situations themselves, as a sweep does. */
export async function lockDeadlinesOf(notificationIds: readonly string[]): Promise<void> {
  const open = await tx().sql<{ id: string }>(OPEN, [notificationIds]);
  await lockDeadlines(open.map(({ id }) => id));
}

/** Running deadlines are handed to whomever their situations concern by now. The caller has locked them. */
export async function followDeadlines(situationIds: readonly string[]): Promise<void> {
  const situations = await tx().sql<Situation>(SITUATIONS, [situationIds]);
  await moveDeadlines(
    situations.map((situation) => {
      const { person, owner } = concernedBy(situation);
      return { subjectId: situation.id, territory: situation.territory, person, owner };
    }),
  );
}
