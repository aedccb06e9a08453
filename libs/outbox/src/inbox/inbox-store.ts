import type { Envelope } from '@kamkor/events';
import { rowSet, tx } from '@kamkor/persistence';
import { type Held, SubjectOrder, type WaitingEvent } from './subject-order.js';

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

const SUBJECTS = rowSet<Subject>()({ producer: 'text', subjectType: 'text', subjectId: 'uuid' });
const GIVEN = SUBJECTS.from('given');
const MATCHES = `
  known.producer = given.producer AND known.subject_type = given.subject_type AND known.subject_id = given.subject_id`;

/**
 * Locks the subjects against other workers until the end of the transaction and gives what is known of each, by
 * `keyOf`. Always in the same order, so that two workers with the same subjects wait and do not deadlock.
 */
export async function lockSubjects(subjects: readonly Subject[]): Promise<Map<string, SubjectOrder>> {
  const { sql } = tx();
  const given = SUBJECTS.values(subjects);
  await sql(
    `INSERT INTO inbox_subject (producer, subject_type, subject_id, applied_version)
     SELECT producer, subject_type, subject_id, 0 FROM ${GIVEN} ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING`,
    given,
  );
  const locked = await sql<SubjectRow & { applied_version: number }>(
    `SELECT known.* FROM inbox_subject known JOIN ${GIVEN} ON ${MATCHES}
     ORDER BY known.producer, known.subject_type, known.subject_id FOR UPDATE OF known`,
    given,
  );
  const waiting = await sql<EventRow>(`SELECT known.* FROM inbox_event known JOIN ${GIVEN} ON ${MATCHES}`, given);
  const bySubject = Map.groupBy(waiting, (row) => keyOf(subjectOf(row)));
  return new Map(
    locked.map((row) => {
      const key = keyOf(subjectOf(row));
      return [key, new SubjectOrder(row.applied_version, bySubject.get(key)?.map(waitingOf))];
    }),
  );
}

interface Moved extends Subject {
  readonly version: number | undefined;
}

const MOVED = rowSet<Moved>()({ producer: 'text', subjectType: 'text', subjectId: 'uuid', version: 'int' });

/** Writes what became of the subjects in this batch. */
export async function saveOrders(orders: ReadonlyMap<string, SubjectOrder>): Promise<void> {
  const { sql } = tx();
  const moved = [...orders].filter(([, order]) => order.newVersion !== undefined);
  if (moved.length > 0) {
    await sql(
      `UPDATE inbox_subject known SET applied_version = given.version
       FROM ${MOVED.from('given')}
       WHERE ${MATCHES}`,
      MOVED.values(moved.map(([key, order]) => ({ ...subjectFrom(key), version: order.newVersion }))),
    );
  }
  const done = moved.flatMap(([, order]) => order.noLongerWaiting);
  if (done.length > 0) await sql('DELETE FROM inbox_event WHERE event_id = ANY ($1::uuid[])', [done]);
  const kept = [...orders.values()].flatMap((order) => order.toKeep);
  const [again, first] = [kept.filter(({ stored }) => stored), kept.filter(({ stored }) => !stored)];
  if (first.length > 0) await keep(first);
  if (again.length > 0) await parkAgain(again);
}

interface Kept extends Subject {
  readonly eventId: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly subjectVersion: number;
  readonly occurredAt: string;
  readonly payload?: unknown;
  readonly state: WaitingEvent['state'];
  readonly error: string | undefined;
  readonly attempts: number;
}

const KEPT = rowSet<Kept>()({
  eventId: 'uuid',
  producer: 'text',
  type: 'text',
  typeVersion: 'int',
  subjectType: 'text',
  subjectId: 'uuid',
  subjectVersion: 'int',
  occurredAt: 'timestamptz',
  payload: 'jsonb',
  state: 'text',
  error: 'text',
  attempts: 'int',
});

/** Its subject is locked, so nobody else writes the same event. */
async function keep(kept: readonly Held[]): Promise<void> {
  await tx().sql(
    `INSERT INTO inbox_event (${KEPT.columns}, parked_at)
     SELECT ${KEPT.columns}, CASE WHEN state = 'PARKED' THEN clock_timestamp() END FROM ${KEPT.from('given')}`,
    KEPT.values(
      kept.map(({ event, state, error, attempts }) => ({ ...event, eventId: event.id, state, error, attempts })),
    ),
  );
}

const PARKED_AGAIN = rowSet<Pick<Kept, 'eventId' | 'error' | 'attempts'>>()({
  eventId: 'uuid',
  error: 'text',
  attempts: 'int',
});

async function parkAgain(parked: readonly Held[]): Promise<void> {
  await tx().sql(
    `UPDATE inbox_event known SET state = 'PARKED', error = given.error, attempts = given.attempts, parked_at = clock_timestamp()
     FROM ${PARKED_AGAIN.from('given')} WHERE known.event_id = given.event_id`,
    PARKED_AGAIN.values(parked.map(({ event, error, attempts }) => ({ eventId: event.id, error, attempts }))),
  );
}

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
