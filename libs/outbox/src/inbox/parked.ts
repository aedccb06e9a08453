import { tx } from '@kamkor/persistence';
import { INBOX_CHANNEL } from '../channels.js';
import type { Subject } from './inbox-store.js';

/** A parked event as an operator sees it: never its payload. */
export interface ParkedEvent extends Subject {
  readonly id: string;
  readonly type: string;
  readonly subjectVersion: number;
  /** Class, code and message of the failure, without personal data. */
  readonly error: string;
  readonly attempts: number;
  readonly parkedAt: Temporal.Instant;
  /** Later events of the same subject that wait for it. */
  readonly heldBack: number;
}

/** The events that failed, oldest first, in the running transaction of the worker role. */
export const parkedEvents = (limit = 100): Promise<ParkedEvent[]> =>
  tx().sql<ParkedEvent>(
    `SELECT p.event_id AS id, p.producer, p.type, p.subject_type AS "subjectType", p.subject_id AS "subjectId",
       p.subject_version AS "subjectVersion", p.error, p.attempts, p.parked_at AS "parkedAt",
       (SELECT count(*)::int FROM inbox_event later
        WHERE later.producer = p.producer AND later.subject_type = p.subject_type AND later.subject_id = p.subject_id
          AND later.subject_version > p.subject_version) AS "heldBack"
     FROM inbox_event p WHERE p.state = 'PARKED' ORDER BY p.parked_at LIMIT $1`,
    [limit],
  );

/**
 * Releases a parked event, and wakes the consumer at commit: it is applied again, and what it held back after it.
 * False if no such event is parked.
 */
export async function release(eventId: string): Promise<boolean> {
  const { sql } = tx();
  await sql(
    `SELECT FROM inbox_subject s JOIN inbox_event e USING (producer, subject_type, subject_id)
     WHERE e.event_id = $1 FOR UPDATE OF s`,
    [eventId],
  );
  const released = await sql(
    `UPDATE inbox_event SET state = 'EARLY', error = NULL, parked_at = NULL
     WHERE event_id = $1 AND state = 'PARKED' RETURNING event_id`,
    [eventId],
  );
  if (released.length > 0) await sql(`SELECT pg_notify('${INBOX_CHANNEL}', '')`);
  return released.length > 0;
}

/** Subjects whose next event waits in the inbox and is not parked: there after a release. */
export const readySubjects = (limit: number): Promise<Subject[]> =>
  tx().sql<Subject>(
    `SELECT DISTINCT e.producer, e.subject_type AS "subjectType", e.subject_id AS "subjectId"
     FROM inbox_event e JOIN inbox_subject s USING (producer, subject_type, subject_id)
     WHERE e.state = 'EARLY' AND e.subject_version = s.applied_version + 1 LIMIT $1`,
    [limit],
  );
