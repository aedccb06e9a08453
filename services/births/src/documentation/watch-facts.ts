import { rowSet, tx } from '@kamkor/persistence';

/** What the registry tells of a child, each with its instant. */
export type ToldFact = 'applied_at' | 'registered_at' | 'documented_at';

/** The ids under which the child of the watch `w` is known: its own and of those that were closed as its duplicates. */
export const IDS_OF_CHILD = `(SELECT w.notification_id AS id
    UNION ALL SELECT d.notification_id FROM documentation_watch d WHERE d.duplicate_of = w.id
    UNION ALL SELECT n.id FROM birth_notification n WHERE n.duplicate_of = w.notification_id)`;

/** The first of each that was told of the child of the watch `w`, by whichever of its ids; looked up one by one, by index. */
export const FIRST_FACTS = `LATERAL (
    SELECT min(f.applied_at) AS applied_at, min(f.registered_at) AS registered_at, min(f.documented_at) AS documented_at
    FROM ${IDS_OF_CHILD} of, LATERAL (SELECT * FROM watch_fact k WHERE k.notification_id = of.id LIMIT 1) f) first`;

/** One that is being closed or reopened is waited for: what is told of it then counts for whom it is by then. */
const LOCK = (table: 'birth_notification' | 'undocumented_sibling') =>
  `SELECT FROM ${table} WHERE id = ANY ($1::uuid[]) ORDER BY id FOR KEY SHARE`;

interface Told {
  readonly notificationId: string;
  readonly at: string | null;
}

const TOLD = rowSet<Told>()({ notificationId: 'uuid', at: 'timestamptz' });

const KEEP = (fact: ToldFact) => `INSERT INTO watch_fact (notification_id, ${fact})
  SELECT notification_id, at FROM ${TOLD.from('f')} ON CONFLICT (notification_id) DO UPDATE SET ${fact} = excluded.${fact}`;

const WATCHES = (fact: ToldFact) => `SELECT w.id AS "watchId", first.${fact} AS at
  FROM documentation_watch w, ${FIRST_FACTS}
  WHERE w.id IN (
    SELECT coalesce(of.duplicate_of, of.id) FROM documentation_watch of WHERE of.notification_id = ANY ($1::uuid[])
    UNION SELECT kept.id FROM birth_notification n JOIN documentation_watch kept ON kept.notification_id = n.duplicate_of
      WHERE n.id = ANY ($1::uuid[]))`;

export interface FactOfWatch {
  readonly watchId: string;
  /** The first of those that stand; null where the last one was taken back. */
  readonly at: Temporal.Instant | null;
}

export const FACTS_OF_WATCHES = rowSet<FactOfWatch>()({ watchId: 'uuid', at: 'timestamptz' });

/**
 * Keeps what is told of notifications, each its own; null: it was taken back. Gives the watches that it counts for: what
 * is told of one that was closed as a duplicate counts for the child of the kept one, with whichever paper its parents
 * applied. A stillbirth has none.
 */
export async function keepFacts(fact: ToldFact, told: readonly Told[]): Promise<FactOfWatch[]> {
  const { sql } = tx();
  const ids = told.map(({ notificationId }) => notificationId);
  await sql(LOCK('birth_notification'), [ids]);
  await sql(LOCK('undocumented_sibling'), [ids]);
  await sql(KEEP(fact), TOLD.values(told));
  return await sql<FactOfWatch>(WATCHES(fact), [ids]);
}
