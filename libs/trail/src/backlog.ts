import type { DataSource, QueryRunner } from 'typeorm';

/** What waits for its block. More than 5 s means that no sealer runs, or that none keeps up. */
export interface Backlog {
  readonly unsealed: number;
  /** Age of the entry that waits longest, null where none waits. */
  readonly oldestSeconds: number | null;
}

// Marks are made with their entries: nothing else need be looked at, each second.
export async function backlogOf(source: DataSource | QueryRunner): Promise<Backlog> {
  const [row] = await source.query(`SELECT count(*) AS unsealed,
    CASE WHEN count(*) > 0 THEN greatest(extract(epoch FROM clock_timestamp() - min(marked_at)), 0)::float8 END AS oldest
    FROM trail_unsealed`);
  return { unsealed: row.unsealed, oldestSeconds: row.oldest };
}
