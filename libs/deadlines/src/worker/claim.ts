import { tx } from '@kamkor/persistence';
import { COLUMNS, type Deadline } from '../deadline.js';

export type Source = 'pending' | 'beyondLimit' | 'parked';

const CLAIM: Record<Source, string> = {
  pending: `d.state = 'PENDING' AND d.kind = $1 AND d.due_at BETWEEN $4::timestamptz AND $2::timestamptz ORDER BY d.due_at`,
  beyondLimit: `d.state = 'SUSPENDED' AND d.kind = $1 AND d.outer_limit BETWEEN $4::timestamptz AND $2::timestamptz ORDER BY d.outer_limit`,
  parked: `d.state = 'PARKED' AND d.kind = $1 AND d.retry_at <= clock_timestamp() AND d.due_at BETWEEN $4::timestamptz AND $2::timestamptz
    ORDER BY d.retry_at`,
};

/** Before everything. */
export const THE_BEGINNING = '-infinity';

/**
 * Rows that no other worker holds, oldest first; they stay locked until the transaction ends. `from` spares the descent
 * through what earlier batches of the same sweep have ended: their index entries stay until VACUUM.
 */
export function claim(
  source: Source,
  kind: string,
  atMost: number,
  from: Temporal.Instant | typeof THE_BEGINNING,
): Promise<Deadline[]> {
  return tx().sql<Deadline>(
    `SELECT ${COLUMNS} FROM deadline d WHERE d.filed_under IS NULL AND ${CLAIM[source]} LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [kind, tx().now, atMost, from],
  );
}
