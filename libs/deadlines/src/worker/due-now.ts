import type { Transactions } from '@kamkor/persistence';

const AT_MOST = 10_000;

const COUNT = `SELECT (SELECT count(*) FROM unnest($1::text[]) k, LATERAL (SELECT FROM deadline d
      WHERE d.filed_under IS NULL AND d.state = 'PENDING' AND d.kind = k AND d.due_at <= $2::timestamptz ORDER BY d.due_at LIMIT ${AT_MOST}) due)
  + (SELECT count(*) FROM (SELECT FROM deadline d
      WHERE d.filed_under IS NULL AND d.state = 'SUSPENDED' AND d.outer_limit <= $2::timestamptz LIMIT ${AT_MOST}) beyond) AS due`;

/** Deadlines that should have lapsed by now, at most about ten thousand a kind. */
export async function dueNow({ dataSource, clock }: Transactions, kinds: readonly string[]): Promise<number> {
  const [row] = (await dataSource.query(COUNT, [kinds, clock.now().toString()])) as [{ due: number }];
  return row.due;
}
