import type { QueryRunner } from 'typeorm';
import { DIGEST } from './chain.js';

export interface Digested {
  readonly id: number;
  readonly digest: Buffer;
  readonly recordedAtMs: number;
}

/** The digests of the entries of these ids that exist. */
export async function digestsOf(runner: QueryRunner, ids: readonly number[]): Promise<Digested[]> {
  const rows: { id: number; digest: Buffer; recorded_at: number }[] = await runner.query(
    `SELECT id, ${DIGEST} AS digest, (extract(epoch FROM recorded_at) * 1000)::bigint AS recorded_at
     FROM trail_entry WHERE id = ANY($1::bigint[]) ORDER BY id`,
    [ids],
  );
  return rows.map(({ id, digest, recorded_at }) => ({ id, digest, recordedAtMs: recorded_at }));
}
