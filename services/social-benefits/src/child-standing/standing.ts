import { rowSet, tx } from '@kamkor/persistence';

/**
 * How a child stands, as far as social benefits has heard: where it is, whether it is apart from its parents, whether
 * it has died.
 */
export interface Standing {
  readonly notificationId: string;
  readonly territory: string;
  readonly apart: boolean;
  readonly died: boolean;
}

/** What is said of a child where nothing was heard of it. */
type Said = Omit<Standing, 'died'>;

const SAID = rowSet<Said>()({ notificationId: 'uuid', territory: 'text', apart: 'boolean' });
export const STANDINGS = rowSet<Standing>()({
  notificationId: 'uuid',
  territory: 'text',
  apart: 'boolean',
  died: 'boolean',
});

const MEET = `INSERT INTO child_standing AS c (${SAID.columns})
  SELECT ${SAID.columns} FROM ${SAID.from('f')} ORDER BY f.notification_id
  ON CONFLICT (notification_id) DO UPDATE SET notification_id = excluded.notification_id
  RETURNING notification_id AS "notificationId", territory, apart, died`;

const HEAR = `INSERT INTO child_standing AS c (${STANDINGS.columns})
  SELECT ${STANDINGS.columns} FROM ${STANDINGS.from('f')} ORDER BY f.notification_id
  ON CONFLICT (notification_id) DO UPDATE SET territory = excluded.territory, apart = excluded.apart, died = excluded.died`;

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
