import { type Transactions, tx } from '@kamkor/persistence';
import { workerPrincipal } from '@kamkor/principal';

// Steps from kind to kind along `deadline_due`.
const PENDING_KINDS = `WITH RECURSIVE known(kind) AS (
    (SELECT kind FROM deadline WHERE filed_under IS NULL AND state = 'PENDING' ORDER BY kind LIMIT 1)
    UNION ALL
    SELECT (SELECT d.kind FROM deadline d WHERE d.filed_under IS NULL AND d.state = 'PENDING' AND d.kind > known.kind ORDER BY d.kind LIMIT 1)
    FROM known WHERE known.kind IS NOT NULL)
  SELECT kind FROM known WHERE kind IS NOT NULL AND kind <> ALL ($1::text[])`;

const PARK_DUE = `UPDATE deadline SET state = 'PARKED', attempts = attempts + 1, version = version + 1,
    error = 'no reaction to this kind in this version', retry_at = clock_timestamp() + interval '1 minute'
  WHERE filed_under IS NULL AND id IN (SELECT id FROM deadline WHERE filed_under IS NULL AND state = 'PENDING' AND kind = $1 AND due_at <= $2::timestamptz
    ORDER BY due_at LIMIT 500 FOR UPDATE SKIP LOCKED)`;

/** Due deadlines of a kind that this version doesn't know are parked: seen, and taken up by the version that does. */
export async function parkUnknownKinds(
  transactions: Transactions,
  service: string,
  kinds: readonly string[],
): Promise<string[]> {
  const unknown = (await transactions.dataSource.query(PENDING_KINDS, [kinds])) as { kind: string }[];
  const occasion = { principal: workerPrincipal(service), operation: 'deadline:unknown-kind', purpose: 'deadline' };
  for (const { kind } of unknown) {
    await transactions.run(occasion, ({ now }) => tx().sql(PARK_DUE, [kind, now]));
  }
  return unknown.map(({ kind }) => kind);
}
