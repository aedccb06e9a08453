import { tx } from '@kamkor/persistence';
import { queueSearchOfIndexed } from '../duplicate-work.js';

const OF_CLOSED = `UPDATE duplicate_candidate c SET version = c.version + 1, superseded = EXISTS (
    SELECT FROM birth_notification n WHERE n.id IN (c.one, c.other) AND n.duplicate_of IS NOT NULL)
  WHERE $1 IN (c.one, c.other) AND c.id <> $2`;

/** A pair that stands already stays as it is. */
const HOLD = `INSERT INTO duplicate_candidate (id, one, other, territory_one, territory_other, score, reasons, found_at)
  SELECT DISTINCT ON (k.id, t.id) gen_random_uuid(), k.id, t.id, k.territory, t.territory, c.score, c.reasons, c.found_at
  FROM duplicate_candidate c
    JOIN birth_notification a ON a.id = c.one JOIN birth_notification b ON b.id = c.other
    JOIN birth_notification k ON k.id = least(coalesce(a.duplicate_of, a.id), coalesce(b.duplicate_of, b.id))
    JOIN birth_notification t ON t.id = greatest(coalesce(a.duplicate_of, a.id), coalesce(b.duplicate_of, b.id))
  WHERE $1 IN (c.id, c.one, c.other) AND c.state = 'OPEN' AND c.superseded AND k.id <> t.id
  ORDER BY k.id, t.id, c.score DESC ON CONFLICT (one, other) DO NOTHING`;

/** Whoever stands for the two of an open pair, or of the open pairs of a notification, is to be held against each other. */
export const holdKeptAgainst = (candidateOrNotificationId: string): Promise<unknown> =>
  tx().sql(HOLD, [candidateOrNotificationId]);

/** Who was found to be like the closed one is now to be held against the kept one. */
export async function holdOthersAgainstKept(closedId: string, pairId: string): Promise<void> {
  await tx().sql(OF_CLOSED, [closedId, pairId]);
  await holdKeptAgainst(closedId);
}

const ONLY_HELD = `DELETE FROM duplicate_candidate
  WHERE $1 IN (one, other) AND state = 'OPEN' AND undone_at IS NULL AND settled_kept IS NULL`;
const KEPT_FOR = 'SELECT id FROM birth_notification WHERE duplicate_of = $1';

/** Each is like others by itself again: what was found of the kept one is looked for anew, as far as nobody decided it. */
export async function holdEachByItself(closedId: string, keptId: string, pairId: string): Promise<void> {
  const { sql } = tx();
  await sql(OF_CLOSED, [closedId, pairId]);
  await sql(ONLY_HELD, [keptId]);
  const others = await sql<{ id: string }>(KEPT_FOR, [keptId]);
  await queueSearchOfIndexed([closedId, keptId, ...others.map(({ id }) => id)]);
}
