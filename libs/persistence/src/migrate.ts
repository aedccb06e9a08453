import type { DataSource } from 'typeorm';

/** Runs the migrations that are missing, one process at a time. Returns their names. */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query(`SELECT pg_advisory_lock(hashtext('kamkor.migrate'))`);
    return (await dataSource.runMigrations()).map((migration) => migration.name);
  } finally {
    await lock.query(`SELECT pg_advisory_unlock(hashtext('kamkor.migrate'))`);
    await lock.release();
    await dataSource.destroy();
  }
}
