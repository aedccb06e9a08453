import { randomUUIDv7 } from 'node:crypto';
import { consumersOf, type EventDraft, type EventType, eventKind } from '@kamkor/events';
import { rowSet, tx } from '@kamkor/persistence';
import { OUTBOX_CHANNEL } from '../channels.js';

/** A fact to be told to the services that subscribe to such subjects. */
export interface Publication<Type extends EventType = EventType> {
  readonly type: Type;
  /** The subject's type is the event's own; given, it has to be that one. */
  readonly subjectType?: string;
  readonly subjectId: string;
  readonly payload: EventDraft<Type>;
  /** Legal time; now, if not given. */
  readonly occurredAt?: Temporal.Instant;
}

export type AnyPublication = { [Type in EventType]: Publication<Type> }[EventType];

interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly typeVersion: number;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly payload: object;
  readonly occurredAt: string;
  /** Of several of one subject, which comes first. */
  readonly position: number;
}

const EVENTS = rowSet<NewEvent>()({
  id: 'uuid',
  type: 'text',
  typeVersion: 'int',
  subjectType: 'text',
  subjectId: 'uuid',
  payload: 'jsonb',
  occurredAt: 'timestamptz',
  position: 'int',
});

interface Owed {
  readonly eventId: string;
  readonly consumer: string;
}

const OWED = rowSet<Owed>()({ eventId: 'uuid', consumer: 'text' });

/**
 * Numbers the events per subject under the subject's row lock, so that version order is commit order, writes them with
 * what is owed to each consumer, and wakes the relay at commit.
 */
const PUBLISH = `
  WITH moment AS MATERIALIZED (
    SELECT clock_timestamp()::timestamptz(3) AS recorded_at
  ), given AS (
    SELECT * FROM ${EVENTS.from('given')}
  ), counted AS (
    SELECT subject_type, subject_id, count(*)::int AS events FROM given GROUP BY subject_type, subject_id
  ), versioned AS (
    INSERT INTO outbox_subject AS known (subject_type, subject_id, version)
    SELECT subject_type, subject_id, events FROM counted ORDER BY subject_type, subject_id
    ON CONFLICT (subject_type, subject_id) DO UPDATE SET version = known.version + excluded.version
    RETURNING subject_type, subject_id, version
  ), written AS (
    INSERT INTO outbox_event (id, type, type_version, subject_type, subject_id, subject_version, payload, occurred_at,
      recorded_at)
    SELECT id, type, type_version, subject_type, subject_id,
      version - events + row_number() OVER (PARTITION BY subject_type, subject_id ORDER BY position),
      payload, occurred_at, recorded_at
    FROM moment, given JOIN counted USING (subject_type, subject_id) JOIN versioned USING (subject_type, subject_id)
  ), owed AS (
    INSERT INTO outbox_delivery (${OWED.columns}, recorded_at)
    SELECT ${OWED.columns}, recorded_at FROM moment, ${OWED.from('owed', 1 + EVENTS.width)}
  )
  SELECT pg_notify('${OUTBOX_CHANNEL}', '')`;

/** Publishes one event in the running transaction. Gives its id. Throws `EventMalformed` naming the field at fault. */
export async function publish<Type extends EventType>(publication: Publication<Type>): Promise<string> {
  const [id] = await publishMany([publication as unknown as AnyPublication]);
  return id as string;
}

/**
 * Publishes events in one statement, in the order given; several of one subject are numbered in that order.
 * Gives their ids. Throws `EventMalformed` before anything is written.
 */
export async function publishMany(publications: readonly AnyPublication[]): Promise<string[]> {
  if (publications.length === 0) return [];
  const { sql, now } = tx();
  const events = publications.map((publication, position) => ({ ...written(publication, now), position }));
  const owed = events.flatMap(({ id, subjectType }) =>
    consumersOf(subjectType).map((consumer) => ({ eventId: id, consumer })),
  );
  await sql(PUBLISH, [...EVENTS.values(events), ...OWED.values(owed)]);
  return events.map(({ id }) => id);
}

function written({ type, subjectType, subjectId, payload, occurredAt }: AnyPublication, now: Temporal.Instant) {
  const kind = eventKind(type as string);
  if (subjectType !== undefined && subjectType !== kind.subjectType) {
    throw new Error(`${type} is about a ${kind.subjectType}, not a ${subjectType}`);
  }
  return {
    id: randomUUIDv7(),
    type,
    typeVersion: kind.typeVersion,
    subjectType: kind.subjectType,
    subjectId,
    payload: kind.write(payload) as object,
    occurredAt: (occurredAt ?? now).toString({ fractionalSecondDigits: 3 }),
  };
}
