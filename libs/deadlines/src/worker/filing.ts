import { listed } from '@kamkor/database';
import { type Transactions, tx } from '@kamkor/persistence';
import { workerPrincipal } from '@kamkor/principal';
import { ENDED_STATES } from '../state.js';

const AT_A_TIME = 500;

/** Whoever just learns a late fact keeps the row: it is filed another time. */
const OLD = `SELECT id, date_trunc('month', ended_at AT TIME ZONE 'UTC')::date AS month, ended_at AS "endedAt" FROM deadline
  WHERE filed_under IS NULL AND state IN ${listed(ENDED_STATES)} AND ended_at >= $2::timestamptz AND ended_at < $1::timestamptz
  ORDER BY ended_at LIMIT $3 FOR UPDATE SKIP LOCKED`;

const FILE = `UPDATE deadline d SET filed_under = old.month FROM unnest($1::uuid[], $2::date[]) AS old (id, month)
  WHERE d.id = old.id AND d.filed_under IS NULL`;

interface Old {
  readonly id: string;
  readonly month: Temporal.PlainDate;
  readonly endedAt: Temporal.Instant;
}

/**
 * Files deadlines that ended before an instant of legal time under the month in which they ended, some at a time, so that
 * today's work has its own small table. Several workers may file at once. Gives how many.
 */
export async function fileEnded(
  transactions: Transactions,
  service: string,
  before: Temporal.Instant,
): Promise<number> {
  const occasion = { principal: workerPrincipal(service), operation: 'deadline:file', purpose: 'deadline' };
  let filed = 0;
  // From the last one on: the index entries of those filed before stay until VACUUM.
  for (let from = '-infinity'; ; ) {
    const some = await transactions.run(occasion, () => fileSome(before, from));
    filed += some.length;
    if (some.length < AT_A_TIME) return filed;
    from = some.at(-1)!.endedAt.toString();
  }
}

async function fileSome(before: Temporal.Instant, from: string): Promise<readonly Old[]> {
  const { sql } = tx();
  const old = await sql<Old>(OLD, [before, from, AT_A_TIME]);
  const months = new Set(old.map(({ month }) => month.toString()));
  for (const month of months) await sql('SELECT deadline_make_month($1)', [month]);
  if (old.length > 0) await sql(FILE, [old.map(({ id }) => id), old.map(({ month }) => month)]);
  return old;
}
