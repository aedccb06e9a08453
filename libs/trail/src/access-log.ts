import { refusal } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';

/** Who looked at or changed a person's record, as that person is told: never an official's name or a database id. */
export interface AccessLogEntry {
  /** Opaque; also the entry's id in the graph. */
  readonly cursor: string;
  /** Real time, not the simulated legal one. */
  readonly recordedAt: Temporal.Instant;
  readonly action: 'READ' | 'CHANGE';
  readonly roles: readonly string[];
  /** Code of the organisation in whose name it was done, null for a state body's own official or machine. */
  readonly organisation: string | null;
  readonly operation: string;
  readonly purpose: string;
  readonly change: string | null;
  /** Policies that allowed the read, or the regulation that decided the change. */
  readonly rules: readonly string[];
  readonly fieldGroups: readonly string[];
  readonly count: number;
}

export interface AccessLogPage {
  readonly entries: readonly AccessLogEntry[];
  readonly hasNextPage: boolean;
}

/** Who was merged into another one is asked for by either id. */
const ASKED = `(SELECT given.id, coalesce(m.kept, given.id) AS person
    FROM unnest($1::uuid[]) AS given (id) LEFT JOIN merged_person m ON m.person = given.id) AS asked`;

/** A person asked for, and those who were merged into this one. */
const OF_ASKED = `ARRAY(SELECT asked.person UNION ALL SELECT m.person FROM merged_person m WHERE m.kept = asked.person)`;

export const cursorInvalid = refusal('BAD_USER_INPUT', 'CURSOR_INVALID', {
  ky: 'Бул «after» мааниси бул тизменики эмес.',
  ru: 'Это значение «after» не принадлежит этому списку.',
  en: 'This "after" value does not belong to this list.',
});

/** Which part of a log: 1 to 100 entries, after a cursor of that log. */
export interface AccessLogPart {
  readonly first: number;
  readonly after?: string | null;
}

/**
 * The access logs of persons, newest entry first, in one statement, each with that of persons who were merged into this
 * one. Row-level security gives a citizen their own, a mother what she may learn of her child's, and an auditor anyone's;
 * what is withheld from the person is left out for all of them and leaves no gap, since neither ids nor counts of it are
 * given.
 *
 * @throws BAD_USER_INPUT / CURSOR_INVALID on `after`
 */
export async function accessLogsOf(
  persons: readonly string[],
  part: AccessLogPart,
): Promise<Map<string, AccessLogPage>> {
  const after = part.after ? fromCursor(part.after) : null;
  const rows = await tx().sql<LogRow>(
    `SELECT asked.id AS person, (extract(epoch FROM recorded_at) * 1000)::bigint AS ms, handle, recorded_at, action, actor_roles,
       actor_organisation, operation, purpose, change, rules, field_groups, count
     FROM ${ASKED}, LATERAL trail_log(${OF_ASKED}, coalesce($2::timestamptz, 'infinity'),
       coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), $4) entry
     ORDER BY recorded_at DESC, handle DESC`,
    [persons, after?.recordedAt ?? null, after?.handle ?? null, part.first + 1],
  );
  const byPerson = Map.groupBy(rows, ({ person }) => person);
  return new Map(
    [...byPerson].map(([person, of]) => [
      person,
      { entries: of.slice(0, part.first).map(toEntry), hasNextPage: of.length > part.first },
    ]),
  );
}

/** The access log of one person. */
export async function accessLogOf(person: string, part: AccessLogPart): Promise<AccessLogPage> {
  return (await accessLogsOf([person], part)).get(person) ?? { entries: [], hasNextPage: false };
}

/** How many entries those logs have, counted under the same rights. */
export async function accessCountsOf(persons: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx().sql<{ person: string; count: number }>(
    `SELECT asked.id AS person, trail_log_count(${OF_ASKED}) AS count FROM ${ASKED}`,
    [persons],
  );
  return new Map(rows.map(({ person, count }) => [person, count]));
}

/** How many entries the log of one person has. */
export async function accessCountOf(person: string): Promise<number> {
  return (await accessCountsOf([person])).get(person) ?? 0;
}

interface LogRow {
  person: string;
  ms: number;
  handle: string;
  recorded_at: Temporal.Instant;
  action: 'READ' | 'CHANGE';
  actor_roles: string[];
  actor_organisation: string | null;
  operation: string;
  purpose: string;
  change: string | null;
  rules: string[];
  field_groups: string[];
  count: number;
}

const toEntry = (row: LogRow): AccessLogEntry => ({
  cursor: Buffer.from(`${row.ms} ${row.handle}`).toString('base64url'),
  recordedAt: row.recorded_at,
  action: row.action,
  roles: row.actor_roles,
  organisation: row.actor_organisation,
  operation: row.operation,
  purpose: row.purpose,
  change: row.change,
  rules: row.rules,
  fieldGroups: row.field_groups,
  count: row.count,
});

function fromCursor(cursor: string): { recordedAt: Temporal.Instant; handle: string } {
  const match = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (!match) throw cursorInvalid({ field: 'after' });
  return { recordedAt: Temporal.Instant.fromEpochMilliseconds(Number(match[1])), handle: match[2]! };
}
