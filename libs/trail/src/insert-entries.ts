import { rowSet, type Tx } from '@kamkor/persistence';
import type { Entry } from './entry.js';

const ENTRIES = rowSet<Entry>()({
  action: 'text',
  person: 'uuid',
  subjectType: 'text',
  subjectId: 'uuid',
  change: 'text',
  rules: 'text[]',
  groups: 'text[]',
  count: 'int',
  withheld: 'boolean',
});

// The id is drawn first instead of RETURNING it: that would need the right to see the row, which the app doesn't have.
const INSERT = `
WITH entry AS MATERIALIZED (
  SELECT nextval('trail_entry_id_seq') AS id, e.*
  FROM ${ENTRIES.from('e', 8)}
), written AS (
  INSERT INTO trail_entry (id, legal_at, actor, actor_roles, actor_organisation, operation, purpose, request_id,
    action, person, subject_type, subject_id, change, rules, field_groups, count, withheld_from_person)
  SELECT id, $1::timestamptz, $2, $3::text[], $4, $5, $6, $7, action, person, subject_type, subject_id, change,
    rules, groups, count, withheld
  FROM entry
)
INSERT INTO trail_unsealed (entry_id) SELECT id FROM entry`;

/** Writes the entries, and marks them as waiting for their block, in one statement of the running transaction. */
export async function insertEntries(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const { principal, operation, purpose, requestId, now } = tx;
  await tx.sql(INSERT, [
    now,
    principal.subject,
    principal.roles,
    principal.organisation,
    operation,
    purpose,
    requestId,
    ...ENTRIES.values(entries),
  ]);
}
