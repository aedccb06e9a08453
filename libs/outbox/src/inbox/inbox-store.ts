import type { Envelope } from '@kamkor/events';
import { tx } from '@kamkor/persistence';
import { SubjectOrder, type WaitingEvent } from './subject-order.js';

export type Subject = Pick<Envelope, 'producer' | 'subjectType' | 'subjectId'>;

export const keyOf = ({ producer, subjectType, subjectId }: Subject): string =>
  `${producer}/${subjectType}/${subjectId}`;

interface SubjectRow {
  producer: string;
  subject_type: string;
  subject_id: string;
}

interface EventRow extends SubjectRow {
  event_id: string;
  type: string;
  type_version: number;
  subject_version: number;
  occurred_at: Temporal.Instant;
  payload: unknown;
  state: 'EARLY' | 'PARKED';
  attempts: number;
}

const SUBJECTS = 'unnest($1::text[], $2::text[], $3::uuid[]) AS given (producer, subject_type, subject_id)';
const MATCHES = `
  known.producer = given.producer AND known.subject_type = given.subject_type AND known.subject_id = given.subject_id`;

/**
 * Locks the subjects against other workers until the end of the transaction and gives what is known of each, by
 * `keyOf`. Always in the same order, so that two workers with the same subjects wait and do not deadlock.
 */
export async function lockSubjects(subjects: readonly Subject[]): Promise<Map<string, SubjectOrder>> {
  const { sql } = tx();
  const columns = columnsOf(subjects);
  await sql(
    `INSERT INTO inbox_subject (producer, subject_type, subject_id, applied_version)
     SELECT producer, subject_type, subject_id, 0 FROM ${SUBJECTS} ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING`,
    columns,
  );
  const locked = await sql<SubjectRow & { applied_version: number }>(
    `SELECT known.* FROM inbox_subject known JOIN ${SUBJECTS} ON ${MATCHES}
     ORDER BY known.producer, known.subject_type, known.subject_id FOR UPDATE OF known`,
    columns,
  );
  const waiting = await sql<EventRow>(`SELECT known.* FROM inbox_event known JOIN ${SUBJECTS} ON ${MATCHES}`, columns);
  const bySubject = Map.groupBy(waiting, (row) => keyOf(subjectOf(row)));
  return new Map(
    locked.map((row) => {
      const key = keyOf(subjectOf(row));
      return [key, new SubjectOrder(row.applied_version, bySubject.get(key)?.map(waitingOf))];
    }),
  );
}

/** Writes what became of the subjects in this batch. */
export async function saveOrders(orders: ReadonlyMap<string, SubjectOrder>): Promise<void> {
  const { sql } = tx();
  const moved = [...orders].filter(([, order]) => order.newVersion !== undefined);
  if (moved.length > 0) {
    const subjects = moved.map(([key]) => subjectFrom(key));
    await sql(
      `UPDATE inbox_subject known SET applied_version = given.version
       FROM unnest($1::text[], $2::text[], $3::uuid[], $4::int[]) AS given (producer, subject_type, subject_id, version)
       WHERE ${MATCHES}`,
      [...columnsOf(subjects), moved.map(([, order]) => order.newVersion)],
    );
  }
  const done = moved.flatMap(([, order]) => order.noLongerWaiting);
  if (done.length > 0) await sql('DELETE FROM inbox_event WHERE event_id = ANY ($1::uuid[])', [done]);
  const kept = [...orders.values()].flatMap((order) => order.toKeep);
  if (kept.length > 0) await keep(kept);
}

async function keep(kept: readonly (WaitingEvent & { readonly error?: string })[]): Promise<void> {
  await tx().sql(
    `INSERT INTO inbox_event (event_id, producer, type, type_version, subject_type, subject_id, subject_version,
       occurred_at, payload, state, error, attempts, parked_at)
     SELECT *, CASE WHEN state = 'PARKED' THEN clock_timestamp() END
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::uuid[], $7::int[], $8::timestamptz[],
       $9::jsonb[], $10::text[], $11::text[], $12::int[]) AS given (event_id, producer, type, type_version,
       subject_type, subject_id, subject_version, occurred_at, payload, state, error, attempts)
     ON CONFLICT (event_id) DO UPDATE
       SET state = excluded.state, error = excluded.error, attempts = excluded.attempts, parked_at = excluded.parked_at`,
    [
      kept.map(({ event }) => event.id),
      kept.map(({ event }) => event.producer),
      kept.map(({ event }) => event.type),
      kept.map(({ event }) => event.typeVersion),
      kept.map(({ event }) => event.subjectType),
      kept.map(({ event }) => event.subjectId),
      kept.map(({ event }) => event.subjectVersion),
      kept.map(({ event }) => event.occurredAt),
      kept.map(({ event }) => (event.payload === undefined ? null : JSON.stringify(event.payload))),
      kept.map(({ state }) => state),
      kept.map(({ error }) => error ?? null),
      kept.map(({ attempts }) => attempts),
    ],
  );
}

const columnsOf = (subjects: readonly Subject[]): string[][] => [
  subjects.map(({ producer }) => producer),
  subjects.map(({ subjectType }) => subjectType),
  subjects.map(({ subjectId }) => subjectId),
];

const subjectOf = (row: SubjectRow): Subject => ({
  producer: row.producer,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
});

function subjectFrom(key: string): Subject {
  const [producer = '', subjectType = '', subjectId = ''] = key.split('/');
  return { producer, subjectType, subjectId };
}

const waitingOf = (row: EventRow): WaitingEvent => ({
  state: row.state,
  attempts: row.attempts,
  event: {
    id: row.event_id,
    type: row.type,
    typeVersion: row.type_version,
    ...subjectOf(row),
    subjectVersion: row.subject_version,
    occurredAt: row.occurred_at.toString(),
    payload: row.payload ?? undefined,
  },
});
