import type { ReferenceData } from '@kamkor/database';
import { type TestDatabase, testDatabase } from '@kamkor/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createDataSource, type MigrationClass } from './data-source.js';
import { migrate } from './migrate.js';

class CreateUnit1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE unit (code text PRIMARY KEY, name text NOT NULL); SELECT pg_sleep(0.3)');
  }
  async down() {}
}

class CreateWorker1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE worker (id int PRIMARY KEY)');
  }
  async down() {}
}

class SpoilWorker1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE begun (id int)');
    await runner.query('SELECT 1 / 0');
  }
  async down() {}
}

class IndexUnit1700000000004 implements MigrationInterface {
  transaction = false;
  async up(runner: QueryRunner) {
    await runner.query('CREATE INDEX CONCURRENTLY unit_by_name ON unit (name)');
  }
  async down() {}
}

describe('migrating a database', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase('migrate', []);
  });
  afterEach(() => database.dispose());

  const run = (migrations: readonly MigrationClass[], data?: readonly ReferenceData[]) =>
    migrate(createDataSource({ url: database.urls.owner, migrations, applicationName: 'migrate' }), data);
  const tables = async () =>
    (
      await database.admin<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
           AND relname <> 'migrations' ORDER BY 1`,
      )
    ).map(({ name }) => name);

  it('runs what is missing, and nothing a second time', async () => {
    expect(await run([CreateUnit1700000000001])).toEqual(['CreateUnit1700000000001']);
    expect(await run([CreateUnit1700000000001, CreateWorker1700000000002])).toEqual(['CreateWorker1700000000002']);
    expect(await run([CreateUnit1700000000001, CreateWorker1700000000002])).toEqual([]);
  });

  it('is done by one of two who start at once, while the other waits', async () => {
    const done = await Promise.all([run([CreateUnit1700000000001]), run([CreateUnit1700000000001])]);
    expect(done.toSorted((a, b) => b.length - a.length)).toEqual([['CreateUnit1700000000001'], []]);
  });

  it('is refused where a newer release has migrated it, and nothing is done', async () => {
    await run([CreateWorker1700000000002]);
    await expect(run([CreateUnit1700000000001])).rejects.toThrow(
      'The database has run CreateWorker1700000000002, which this release does not know: a newer release has migrated it. Nothing was done.',
    );
    expect(await tables()).toEqual(['worker']);
  });

  it('names the migration that fails, without a value, and keeps nothing of it; those before it stand', async () => {
    await expect(run([CreateWorker1700000000002, SpoilWorker1700000000003])).rejects.toThrow(
      'SpoilWorker1700000000003 failed, and nothing of it was done: QueryFailedError 22012.',
    );
    expect(await tables()).toEqual(['worker']);
  });

  it('says that it is half migrated where what a migration makes is there without a record of it', async () => {
    await database.admin('CREATE TABLE worker (id int)');
    await expect(run([CreateWorker1700000000002])).rejects.toThrow(
      'CreateWorker1700000000002 failed, and nothing of it was done: relation "worker" already exists. What it makes is there in part, though nothing records that it has run: the database is half migrated.',
    );
  });

  it('is refused where a migration would not run in a transaction, before any other has run', async () => {
    await expect(run([CreateUnit1700000000001, IndexUnit1700000000004])).rejects.toThrow(
      'IndexUnit1700000000004 would not run in a transaction',
    );
    expect(await tables()).toEqual([]);
  });

  it('goes on where a run was cut off in the middle of a migration', async () => {
    const cut = run([CreateWorker1700000000002, CreateUnit1700000000001]);
    const outcome = expect(cut).rejects.toThrow('CreateUnit1700000000001 failed');
    while ((await cutOff()) === 0);
    await outcome;
    expect(await run([CreateWorker1700000000002, CreateUnit1700000000001])).toEqual([
      'CreateUnit1700000000001',
      'CreateWorker1700000000002',
    ]);
  });

  const cutOff = async () =>
    (
      await database.admin(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%pg_sleep%'
           AND pid <> pg_backend_pid() AND wait_event = 'PgSleep'`,
      )
    ).length;

  it('writes the data of the release: new and corrected rows, and none that is gone is removed', async () => {
    const unit = (rows: ReferenceData['rows']): ReferenceData[] => [{ table: 'unit', key: 'code', rows }];
    const a = { code: 'A', name: 'a' };
    const b = { code: 'B', name: 'b' };
    const c = { code: 'C', name: 'c' };
    await run([CreateUnit1700000000001], unit([a, b]));
    await run([CreateUnit1700000000001], unit([{ code: 'B', name: 'bb' }, c]));
    expect(await database.admin('SELECT code, name FROM unit ORDER BY code')).toEqual([
      a,
      { code: 'B', name: 'bb' },
      c,
    ]);
  });

  it('writes no row of the data that is as it should be', async () => {
    const data: ReferenceData[] = [{ table: 'unit', key: 'code', rows: [{ code: 'A', name: 'a' }] }];
    await run([CreateUnit1700000000001], data);
    const [before] = await database.admin('SELECT xmin, ctid FROM unit');
    await run([CreateUnit1700000000001], data);
    expect(await database.admin('SELECT xmin, ctid FROM unit')).toEqual([before]);
  });
});
