import { tx } from '@kamkor/persistence';
import type { DeadlineKind } from '../kind.js';

/** Seconds' worth of the rate that may leave at once after a pause. */
const BURST_S = 10;

// The row is locked while a batch is worked off, so that all workers together keep the rate; who finds it locked waits for the next sweep.
const TAKE = `UPDATE deadline_rate r SET filled_at = clock_timestamp(),
    tokens = least($2, r.tokens + extract(epoch FROM clock_timestamp() - r.filled_at) * $3)
  FROM (SELECT kind FROM deadline_rate WHERE kind = $1 FOR UPDATE SKIP LOCKED) free
  WHERE r.kind = free.kind RETURNING r.tokens`;

/** How many of this kind may lapse now, at most `atMost`; to be followed by {@link spend} in the same transaction. */
export async function allowance({ kind, maxPerMinute }: DeadlineKind, atMost: number): Promise<number> {
  if (maxPerMinute === undefined) return atMost;
  const perSecond = maxPerMinute / 60;
  const burst = Math.max(1, perSecond * BURST_S);
  await tx().sql(
    'INSERT INTO deadline_rate (kind, tokens, filled_at) VALUES ($1, $2, clock_timestamp()) ON CONFLICT DO NOTHING',
    [kind, burst],
  );
  const [rate] = await tx().sql<{ tokens: number }>(TAKE, [kind, burst, perSecond]);
  return Math.min(atMost, Math.floor(rate?.tokens ?? 0));
}

export async function spend({ kind, maxPerMinute }: DeadlineKind, count: number): Promise<void> {
  if (maxPerMinute === undefined || count === 0) return;
  await tx().sql('UPDATE deadline_rate SET tokens = tokens - $2 WHERE kind = $1', [kind, count]);
}
