import type { QueryRunner } from 'typeorm';
import { SEALED_COLUMNS, type SealedRow } from './chain.js';

const INSTANTS: readonly string[] = ['recorded_at', 'legal_at'];

const COLUMNS = SEALED_COLUMNS.map((column) =>
  INSTANTS.includes(column) ? `(extract(epoch FROM ${column}) * 1000)::bigint AS ${column}` : column,
).join(', ');

/** The entries of these ids that exist, as they are hashed. */
export async function readEntries(runner: QueryRunner, ids: readonly number[]): Promise<Map<number, SealedRow>> {
  const rows: SealedRow[] = await runner.query(`SELECT ${COLUMNS} FROM trail_entry WHERE id = ANY($1::bigint[])`, [
    ids,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}
