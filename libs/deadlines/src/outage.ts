import { tx } from '@kamkor/persistence';

/** A time in which the system, or the part of it that people need to keep a deadline, did not serve. */
export interface Outage {
  /** `workers`, or what an operator recorded: `gateway`. A code. */
  readonly what: string;
  /** Real time. */
  readonly began: Temporal.Instant;
  readonly ended: Temporal.Instant;
  /** Legal time at its beginning. */
  readonly legalBegan: Temporal.Instant;
}

// FOR UPDATE first, so that the old instants are those which are replaced.
const EXTEND = `WITH old AS MATERIALIZED (
    SELECT id, due_at FROM deadline WHERE filed_under IS NULL AND binds = 'PERSON' AND state = 'PENDING' AND due_at > $1::timestamptz FOR UPDATE
  ), moved AS (
    UPDATE deadline d SET version = d.version + 1,
      due_at = least(d.due_at + make_interval(secs => $2), coalesce(d.outer_limit, 'infinity'))
    FROM old WHERE d.id = old.id AND d.filed_under IS NULL RETURNING d.id, old.due_at AS due_before, d.due_at AS due_after
  ), noted AS (
    INSERT INTO deadline_change (deadline_id, changed_at, changed_by, change, why, due_before, due_after)
    SELECT id, $3, $4, 'OUTAGE', $5, due_before, due_after FROM moved
  )
  SELECT count(*) AS extended FROM moved`;

const RECORD = `INSERT INTO outage (what, began_at, ended_at, legal_began_at, extended, recorded_by)
  VALUES ($1, $2, $3, $4, $5, $6)`;

/**
 * Records an outage and gives every pending deadline that binds a person, and was not yet due when it began, its length
 * back, at most up to the outer limit. Workers record their own; an operator may record one that they did not notice,
 * such as of the gateway. In the database role worker. Gives how many deadlines were extended.
 */
export async function recordOutage({ what, began, ended, legalBegan }: Outage): Promise<number> {
  const { principal, now } = tx();
  const seconds = ended.since(began).total('seconds');
  const why = `outage:${what}`;
  const [row] = await tx().sql<{ extended: number }>(EXTEND, [legalBegan, seconds, now, principal.subject, why]);
  const extended = row?.extended ?? 0;
  await tx().sql(RECORD, [what, began, ended, legalBegan, extended, principal.subject]);
  return extended;
}
