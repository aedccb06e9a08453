import { type Envelope, mayRead } from '@kamkor/events';
import { rowSet, tx } from '@kamkor/persistence';

/** An event owed to a consumer, locked by the transaction that claimed it. */
export interface Delivery {
  readonly consumer: string;
  readonly attempts: number;
  /** Sent before, and not so long ago that the copy in the queue is given up. */
  readonly recentlySent: boolean;
  readonly event: Envelope;
}

interface Key {
  readonly eventId: string;
  readonly consumer: string;
}

const KEYS = rowSet<Key>()({ eventId: 'uuid', consumer: 'text' });

interface Row {
  id: string;
  consumer: string;
  attempts: number;
  recently_sent: boolean;
  type: string;
  type_version: number;
  subject_type: string;
  subject_id: string;
  subject_version: number;
  payload: unknown;
  occurred_at: Temporal.Instant;
}

/** Claims what is due, in the order it became so. Rows that another relay holds are passed over. */
export async function claimDue(producer: string, limit: number): Promise<Delivery[]> {
  const rows = await tx().sql<Row>(
    `SELECT d.consumer, d.attempts, coalesce(d.sent_at > now() - interval '1 hour', false) AS recently_sent, e.*
     FROM outbox_delivery d JOIN outbox_event e ON e.id = d.event_id AND e.recorded_at = d.recorded_at
     WHERE d.next_attempt_at <= now()
     ORDER BY d.next_attempt_at LIMIT $1
     FOR UPDATE OF d SKIP LOCKED`,
    [limit],
  );
  return rows.map((row) => ({
    consumer: row.consumer,
    attempts: row.attempts,
    recentlySent: row.recently_sent,
    event: envelopeOf(row, producer),
  }));
}

function envelopeOf(row: Row, producer: string): Envelope {
  return {
    id: row.id,
    type: row.type,
    typeVersion: row.type_version,
    producer,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    subjectVersion: row.subject_version,
    occurredAt: row.occurred_at.toString(),
    ...(mayRead(row.consumer, row.type) ? { payload: row.payload } : {}),
  } as Envelope;
}

/** Marks them as sent: without a receipt they are sent again after `resendAfterMs`, then twice that, up to 5 minutes. */
export async function markSent(deliveries: readonly Delivery[], resendAfterMs: number): Promise<void> {
  await tx().sql(
    `UPDATE outbox_delivery d SET state = 'SENT', attempts = attempts + 1, sent_at = now(),
       next_attempt_at = clock_timestamp() + least($1 * 2 ^ least(attempts, 20), 300000) * interval '1 millisecond'
     FROM ${KEYS.from('sent', 2)}
     WHERE d.event_id = sent.event_id AND d.consumer = sent.consumer`,
    [resendAfterMs, ...keysOf(deliveries)],
  );
}

/** Looks at them again later: the copy sent before may still be waiting in the consumer's queue. */
export async function postpone(deliveries: readonly Delivery[], byMs: number): Promise<void> {
  await tx().sql(
    `UPDATE outbox_delivery d SET next_attempt_at = clock_timestamp() + $1 * interval '1 millisecond'
     FROM ${KEYS.from('later', 2)}
     WHERE d.event_id = later.event_id AND d.consumer = later.consumer`,
    [byMs, ...keysOf(deliveries)],
  );
}

/**
 * A consumer has them in its inbox, or applied them: nothing is owed to it any more. Of those that everybody has the payload
 * goes at once. One receipt at a time: of two at once each would leave that to the other.
 */
export async function settle(consumer: string, eventIds: readonly string[]): Promise<void> {
  await tx().sql(`SELECT pg_advisory_xact_lock(hashtext('kamkor.outbox.settle'))`);
  await tx().sql(
    `WITH settled AS (
       DELETE FROM outbox_delivery WHERE event_id = ANY ($1::uuid[]) AND consumer = $2 RETURNING event_id, recorded_at)
     UPDATE outbox_event e SET payload = NULL, delivered_at = clock_timestamp() FROM settled s
     WHERE e.id = s.event_id AND e.recorded_at = s.recorded_at
       AND NOT EXISTS (SELECT FROM outbox_delivery d WHERE d.event_id = s.event_id AND d.consumer <> $2)`,
    [eventIds, consumer],
  );
}

const keysOf = (deliveries: readonly Delivery[]): unknown[] =>
  KEYS.values(deliveries.map(({ event, consumer }) => ({ eventId: event.id, consumer })));
