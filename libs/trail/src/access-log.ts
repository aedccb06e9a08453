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

const OF_PERSON = `person = ANY (ARRAY(SELECT $1::uuid UNION ALL SELECT m.person FROM merged_person m WHERE m.kept = $1))
  AND NOT withheld_from_person`;

export const cursorInvalid = refusal('BAD_USER_INPUT', 'CURSOR_INVALID', {
  ky: 'Бул «after» мааниси бул тизменики эмес.',
  ru: 'Это значение «after» не принадлежит этому списку.',
  en: 'This "after" value does not belong to this list.',
});

/**
 * The access log of a person, newest first, with that of persons who were merged into this one. Row-level security gives
 * a citizen their own and an auditor anyone's; what is withheld from the person is left out for both and leaves no gap,
 * since neither ids nor counts of it are given.
 *
 * @param page.first 1 to 100
 * @throws BAD_USER_INPUT / CURSOR_INVALID on `after`
 */
export async function accessLogOf(
  person: string,
  page: { readonly first: number; readonly after?: string | null },
): Promise<AccessLogPage> {
  const after = page.after ? fromCursor(page.after) : null;
  const rows = await tx().sql<LogRow>(
    `SELECT (extract(epoch FROM recorded_at) * 1000)::bigint AS ms, handle, recorded_at, action, actor_roles,
       actor_organisation, operation, purpose, change, rules, field_groups, count
     FROM trail_entry
     WHERE ${OF_PERSON}
       AND (recorded_at, handle) <
         (coalesce($2::timestamptz, 'infinity'), coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
     ORDER BY recorded_at DESC, handle DESC LIMIT $4`,
    [person, after?.recordedAt ?? null, after?.handle ?? null, page.first + 1],
  );
  return { entries: rows.slice(0, page.first).map(toEntry), hasNextPage: rows.length > page.first };
}

/** How many entries that log has, counted under the same rights. */
export async function accessCountOf(person: string): Promise<number> {
  const [row] = await tx().sql<{ count: number }>(`SELECT count(*) FROM trail_entry WHERE ${OF_PERSON}`, [person]);
  return row!.count;
}

interface LogRow {
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
