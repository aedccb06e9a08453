import { MAKE_MONTHS, type ReferenceData, writeReferenceData } from '@kamkor/database';
import { describeErrorShortly } from '@kamkor/errors';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';

/** PostgreSQL's codes for what cannot be made because it is there already: a table, a column, a function, a constraint or index. */
const IS_THERE = ['42P07', '42701', '42723', '42710'];

/** A database that is not migrated: its message is a sentence for whoever runs a release, and names the migration. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

/**
 * Runs the migrations that are missing, each in one transaction, then writes the reference data of the release and
 * makes months; one process at a time. Returns the names of the migrations. Throws `MigrationRefused` before anything is done where a newer
 * release has migrated the database, and also where a migration fails; nothing of that migration is kept.
 */
export async function migrate(dataSource: DataSource, data: readonly ReferenceData[] = []): Promise<string[]> {
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    // A lock of the session, which is released with it, however this ends.
    await lock.query(`SELECT pg_advisory_lock(hashtext('kamkor.migrate'))`);
    requireTransactions(dataSource);
    await refuseNewer(dataSource, lock);
    const done = await dataSource.runMigrations().catch(async (error: unknown) => {
      throw await named(error, dataSource, lock);
    });
    await dataSource.transaction(async ({ queryRunner }) => {
      for (const one of data) await writeReferenceData((sql, values) => queryRunner!.query(sql, values), one);
      await queryRunner!.query(MAKE_MONTHS);
    });
    return done.map(({ name }) => name);
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}

/** A migration that switches its transaction off would leave the database half migrated when the run is killed. */
function requireTransactions({ migrations }: DataSource): void {
  const without = migrations.find(({ transaction }) => transaction === false);
  if (!without) return;
  throw new MigrationRefused(
    `${nameOf(without)} would not run in a transaction: killed in it, a run would leave the database half migrated. Nothing was done.`,
  );
}

async function refuseNewer({ migrations }: DataSource, runner: QueryRunner): Promise<void> {
  const known = new Set(migrations.map(nameOf));
  const unknown = (await executed(runner)).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new MigrationRefused(
    `The database has run ${unknown.join(', ')}, which this release does not know: a newer release has migrated it. Nothing was done.`,
  );
}

/** TypeORM runs them by their time, so the first one that has not run is the one that failed. */
async function named(error: unknown, { migrations }: DataSource, runner: QueryRunner): Promise<unknown> {
  const done = await executed(runner).catch(() => undefined);
  if (!done) return error;
  const byTime = migrations.map(nameOf).sort((a, b) => timeOf(a) - timeOf(b));
  const failed = byTime.find((name) => !done.includes(name));
  const why = IS_THERE.includes(codeOf(error))
    ? ' What it makes is there in part, though nothing records that it has run: the database is half migrated.'
    : '';
  return new MigrationRefused(`${failed} failed, and nothing of it was done: ${causeOf(error)}.${why}`, {
    cause: error,
  });
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code);

/** What PostgreSQL says of a statement (class 42) names tables and columns; anything else may quote a row. */
const causeOf = (error: unknown): string =>
  codeOf(error).startsWith('42') ? (error as Error).message : describeErrorShortly(error);

async function executed(runner: QueryRunner): Promise<string[]> {
  const [{ exists }] = await runner.query(`SELECT to_regclass('migrations') IS NOT NULL AS exists`);
  if (!exists) return [];
  return (await runner.query('SELECT name FROM migrations ORDER BY id')).map(({ name }: { name: string }) => name);
}

const nameOf = (migration: MigrationInterface): string => migration.name ?? migration.constructor.name;
const timeOf = (name: string): number => Number(name.slice(-13));
