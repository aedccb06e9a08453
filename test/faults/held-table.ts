import pg from 'pg';

/** Keeps everybody from writing to a table until it is let go, so that a batch stands still in its middle. */
export async function holdTable(
  url: string,
  table: string,
): Promise<{ waiting(): Promise<number>; letGo(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`BEGIN; LOCK TABLE ${table} IN SHARE MODE`);
  const WAITING = `SELECT count(*)::int AS count FROM pg_locks WHERE relation = $1::regclass AND NOT granted`;
  return {
    waiting: async () => (await client.query<{ count: number }>(WAITING, [table])).rows[0]!.count,
    letGo: async () => {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}
