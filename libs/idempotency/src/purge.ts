import { tx } from '@kamkor/persistence';

/** A client may repeat a request for a day. A key is kept for twice as long, by the real clock. */
export const RETENTION_HOURS = 48;

/**
 * Deletes keys past their retention, in the worker role's running transaction. Returns how many; call it again while
 * it returns `atMost`.
 */
export async function purgeIdempotencyKeys(atMost = 10_000): Promise<number> {
  const deleted = await tx().sql(
    `DELETE FROM idempotency_key WHERE (principal, field, key) IN (
       SELECT principal, field, key FROM idempotency_key
       WHERE created_at < clock_timestamp() - make_interval(hours => $1) ORDER BY created_at LIMIT $2)
     RETURNING 1`,
    [RETENTION_HOURS, atMost],
  );
  return deleted.length;
}
