import type { Transactions } from '@kamkor/persistence';

/** Kinds that have something to do, each by where it stands. */
export interface Due {
  readonly pending: string[];
  readonly beyondLimit: string[];
  readonly parked: string[];
}

const PROBE = 'SELECT pending, beyond_limit AS "beyondLimit", parked FROM deadline_due_kinds($1, $2)';

/** Asks what is due without opening a transaction; the worker's policy depends on its database role alone. */
export async function probe({ dataSource, clock }: Transactions, kinds: readonly string[]): Promise<Due> {
  const [due] = (await dataSource.query(PROBE, [kinds, clock.now().toString()])) as [Due];
  return due;
}

const nextAfter = (instant: string): string => `(SELECT least(
    (SELECT min(one.due_at) FROM unnest($1::text[]) k, LATERAL (SELECT d.due_at FROM deadline d
      WHERE d.filed_under IS NULL AND d.state = 'PENDING' AND d.kind = k AND d.due_at > ${instant} ORDER BY d.due_at LIMIT 1) one),
    (SELECT d.outer_limit FROM deadline d
      WHERE d.filed_under IS NULL AND d.state = 'SUSPENDED' AND d.outer_limit > ${instant} ORDER BY d.outer_limit LIMIT 1)))`;

// Steps from second to second along the index: at most 3600 descents a kind, however many fall due in the hour.
const AHEAD = `WITH RECURSIVE ahead(due_at) AS (
    SELECT ${nextAfter('$2::timestamptz')}
    UNION ALL
    SELECT ${nextAfter(`date_trunc('second', ahead.due_at) + interval '999 ms'`)} FROM ahead
    WHERE ahead.due_at <= $3::timestamptz)
  SELECT due_at AS "dueAt" FROM ahead WHERE due_at <= $3::timestamptz`;

/** The first instant of each distinct second after `from` and up to `until` in which something pending falls due. */
export async function lookAhead(
  { dataSource }: Transactions,
  kinds: readonly string[],
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<Temporal.Instant[]> {
  const rows = (await dataSource.query(AHEAD, [kinds, from.toString(), until.toString()])) as {
    dueAt: Temporal.Instant;
  }[];
  return rows.map(({ dueAt }) => dueAt);
}
