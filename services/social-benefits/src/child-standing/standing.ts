import { tx } from '@kamkor/persistence';

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

const MEET = `INSERT INTO child_standing AS c (notification_id, territory, apart)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::boolean[]) AS f(id, territory, apart) ORDER BY f.id
  ON CONFLICT (notification_id) DO UPDATE SET notification_id = excluded.notification_id
  RETURNING notification_id AS "notificationId", territory, apart, died`;

const HEAR = `INSERT INTO child_standing AS c (notification_id, territory, apart, died)
  SELECT * FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::boolean[]) AS f(id, territory, apart, died)
  ORDER BY f.id
  ON CONFLICT (notification_id) DO UPDATE SET territory = excluded.territory, apart = excluded.apart, died = excluded.died`;

/**
 * How these children stand, by notification: as was last heard, or, if nothing was heard of a child, as `said`. The
 * standings are locked until the end of the transaction, so that what follows from one and a change of it wait for each
 * other.
 */
export async function standingsOf(said: readonly Omit<Standing, 'died'>[]): Promise<Map<string, Standing>> {
  const once = [...new Map(said.map((one) => [one.notificationId, one])).values()];
  const standings = await tx().sql<Standing>(MEET, [
    once.map(({ notificationId }) => notificationId),
    once.map(({ territory }) => territory),
    once.map(({ apart }) => apart),
  ]);
  return new Map(standings.map((standing) => [standing.notificationId, standing]));
}

/** Remembers how these children stand from now on, and locks the standings as {@link standingsOf} does. */
export const hearStandings = (heard: readonly Standing[]): Promise<unknown> =>
  tx().sql(HEAR, [
    heard.map(({ notificationId }) => notificationId),
    heard.map(({ territory }) => territory),
    heard.map(({ apart }) => apart),
    heard.map(({ died }) => died),
  ]);
