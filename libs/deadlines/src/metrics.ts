import type { Transactions } from '@kamkor/persistence';

export interface DeadlineMetrics {
  /** Seconds since the oldest pending deadline of a kind fell due; 0 where none is overdue. */
  readonly oldestOverdueSeconds: Readonly<Record<string, number>>;
  /** Pending and due, by kind; counted up to 10,000. */
  readonly overdue: Readonly<Record<string, number>>;
  readonly parked: Readonly<Record<string, number>>;
  /** Suspended, over all kinds. */
  readonly suspended: number;
  /** As the last VACUUM or ANALYZE left it: exact would be a scan of millions. */
  readonly pendingEstimate: number;
}

const BY_KIND = `SELECT k AS kind,
    (SELECT extract(epoch FROM $2::timestamptz - min(one.due_at))::float8 FROM (SELECT d.due_at FROM deadline d
      WHERE d.filed_under IS NULL AND d.state = 'PENDING' AND d.kind = k AND d.due_at <= $2::timestamptz ORDER BY d.due_at LIMIT 1) one) AS oldest,
    (SELECT count(*) FROM (SELECT FROM deadline d
      WHERE d.filed_under IS NULL AND d.state = 'PENDING' AND d.kind = k AND d.due_at <= $2::timestamptz LIMIT 10000) due) AS overdue
  FROM unnest($1::text[]) k`;
const PARKED = `SELECT kind, count(*) AS parked FROM deadline WHERE filed_under IS NULL AND state = 'PARKED' GROUP BY kind`;
const TOTALS = `SELECT (SELECT count(*) FROM deadline WHERE filed_under IS NULL AND state = 'SUSPENDED') AS suspended,
  (SELECT greatest(reltuples, 0)::float8 FROM pg_class WHERE oid = 'deadline_due'::regclass) AS "pendingEstimate"`;

/** For a worker's /metrics; every number comes from an index that holds little more than what is counted. */
export async function deadlineMetrics(
  { dataSource, clock }: Transactions,
  kinds: readonly string[],
): Promise<DeadlineMetrics> {
  const byKind = (await dataSource.query(BY_KIND, [kinds, clock.now().toString()])) as {
    kind: string;
    oldest: number | null;
    overdue: number;
  }[];
  const parked = (await dataSource.query(PARKED)) as { kind: string; parked: number }[];
  const [totals] = (await dataSource.query(TOTALS)) as [{ suspended: number; pendingEstimate: number }];
  return {
    oldestOverdueSeconds: Object.fromEntries(byKind.map(({ kind, oldest }) => [kind, Math.max(0, oldest ?? 0)])),
    overdue: Object.fromEntries(byKind.map(({ kind, overdue }) => [kind, overdue])),
    parked: Object.fromEntries(parked.map((row) => [row.kind, row.parked])),
    ...totals,
  };
}
