import { rowSet, tx } from '@kamkor/persistence';

/**
 * How a child stands, as far as the registry has heard: where it is, whether it is withheld from its mother, whether it
 * has died.
 */
export interface Standing {
  readonly notificationId: string;
  readonly territory: string;
  readonly withheld: boolean;
  readonly died: boolean;
}

/** What is said of a child where nothing was heard of it. */
type Said = Omit<Standing, 'died'>;

const SAID = rowSet<Said>()({ notificationId: 'uuid', territory: 'text', withheld: 'boolean' });
export const STANDINGS = rowSet<Standing>()({
  notificationId: 'uuid',
  territory: 'text',
  withheld: 'boolean',
  died: 'boolean',
});

/** For a birth that was recorded before standings were kept, the record says how the child stands. */
const MEET = `INSERT INTO child_standing AS c (notification_id, territory, withheld)
  SELECT f.notification_id, coalesce(r.territory, f.territory), coalesce(r.withheld_from_mother, f.withheld)
  FROM ${SAID.from('f')} LEFT JOIN birth_record r ON r.notification_id = f.notification_id ORDER BY f.notification_id
  ON CONFLICT (notification_id) DO UPDATE SET notification_id = excluded.notification_id
  RETURNING notification_id AS "notificationId", territory, withheld, died`;

const HEAR = `INSERT INTO child_standing AS c (${STANDINGS.columns})
  SELECT ${STANDINGS.columns} FROM ${STANDINGS.from('f')} ORDER BY f.notification_id
  ON CONFLICT (notification_id) DO UPDATE SET territory = excluded.territory, withheld = excluded.withheld,
    died = excluded.died`;

/**
 * How these children stand, by notification: as was last heard, or, if nothing was heard of a child, as `said`. The
 * standings are locked until the end of the transaction, so that what follows from one and a change of it wait for each
 * other.
 */
export async function standingsOf(said: readonly Said[]): Promise<Map<string, Standing>> {
  const once = [...new Map(said.map((one) => [one.notificationId, one])).values()];
  const standings = await tx().sql<Standing>(MEET, SAID.values(once));
  return new Map(standings.map((standing) => [standing.notificationId, standing]));
}

/** Remembers how these children stand from now on, and locks the standings as {@link standingsOf} does. */
export const hearStandings = (heard: readonly Standing[]): Promise<unknown> => tx().sql(HEAR, STANDINGS.values(heard));
