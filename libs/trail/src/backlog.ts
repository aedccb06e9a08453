import type { DataSource, QueryRunner } from 'typeorm';

/** What waits for its block. More than 5 s means that no sealer runs, or that none keeps up. */
export interface Backlog {
  readonly unsealed: number;
  /** Age of the entry that waits longest, null where none waits. */
  readonly oldestSeconds: number | null;
}

// The entry of the lowest id stands for the oldest: ids are drawn within milliseconds of recorded_at.
export async function backlogOf(source: DataSource | QueryRunner): Promise<Backlog> {
  const [row] = await source.query(`
    SELECT count(*) AS unsealed, (
      SELECT greatest(extract(epoch FROM clock_timestamp() - e.recorded_at), 0)::float8
      FROM trail_entry e WHERE e.id = min(u.entry_id)
    ) AS oldest
    FROM trail_unsealed u`);
  return { unsealed: row.unsealed, oldestSeconds: row.oldest };
}
