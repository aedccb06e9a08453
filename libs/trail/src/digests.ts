import type { QueryRunner } from 'typeorm';
import { DIGEST } from './chain.js';

export interface Digested {
  readonly id: number;
  readonly digest: Buffer;
  readonly recordedAtMs: number;
}

const OF_IDS = `SELECT id, ${DIGEST} AS digest, (extract(epoch FROM recorded_at) * 1000)::bigint AS recorded_at
  FROM trail_entry WHERE id = ANY($1::bigint[])`;

/** The digests of the entries of these ids that exist, whenever they were recorded: each month is looked at. */
export async function digestsOf(runner: QueryRunner, ids: readonly number[]): Promise<Digested[]> {
  return digested(await runner.query(`${OF_IDS} ORDER BY id`, [ids]));
}

/** The same, for ids of which nearly all were recorded between these two; only the others are looked for elsewhere. */
export async function digestsAround(
  runner: QueryRunner,
  ids: readonly number[],
  { from, to }: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
): Promise<Digested[]> {
  const around = `${OF_IDS} AND recorded_at BETWEEN $2 AND $3 ORDER BY id`;
  const found = digested(await runner.query(around, [ids, from.toString(), to.toString()]));
  if (found.length === ids.length) return found;
  const known = new Set(found.map(({ id }) => id));
  const others = await digestsOf(
    runner,
    ids.filter((id) => !known.has(id)),
  );
  return [...found, ...others].sort((one, other) => one.id - other.id);
}

function digested(rows: readonly { id: number; digest: Buffer; recorded_at: number }[]): Digested[] {
  return rows.map(({ id, digest, recorded_at }) => ({ id, digest, recordedAtMs: recorded_at }));
}
