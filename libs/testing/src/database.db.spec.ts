import { tx } from '@kamkor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type TestDatabase, testDatabase } from './database.js';
import { aPrincipal } from './principals.js';

class AddNotes1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`CREATE TABLE note (id int PRIMARY KEY, writer text NOT NULL);
      ALTER TABLE note ENABLE ROW LEVEL SECURITY; ALTER TABLE note FORCE ROW LEVEL SECURITY;
      GRANT SELECT, INSERT ON note TO kamkor_app;
      CREATE POLICY own ON note TO kamkor_app USING (writer = (SELECT current_setting('kamkor.subject', true)))`);
  }
  async down() {}
}

class AddUnits1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE unit (code text PRIMARY KEY, name text)');
  }
  async down() {}
}

describe('a database per suite', () => {
  const databases: TestDatabase[] = [];
  afterAll(() => Promise.all(databases.map((database) => database.dispose())));

  it('is migrated, empty and nobody else’s, also when suites start together', async () => {
    databases.push(...(await Promise.all(['a', 'b', 'c'].map((name) => testDatabase(name, [AddNotes1700000000001])))));
    const [a, b] = databases as [TestDatabase, TestDatabase];
    await a.asPrincipal(aPrincipal({ subject: 'me' }), () => tx().sql(`INSERT INTO note VALUES (1, 'me')`));
    expect(await a.admin('SELECT id FROM note')).toEqual([{ id: 1 }]);
    expect(await b.admin('SELECT id FROM note')).toEqual([]);
  });

  it('is served by roles that row-level security binds', async () => {
    const [a] = databases as [TestDatabase];
    expect(await a.asPrincipal(aPrincipal({ subject: 'me' }), () => tx().sql('SELECT id FROM note'))).toHaveLength(1);
    expect(await a.asPrincipal(aPrincipal({ subject: 'you' }), () => tx().sql('SELECT id FROM note'))).toEqual([]);
    await expect((await a.as('worker')).query('SELECT id FROM note')).rejects.toThrow('permission denied');
  });

  it('has the reference data that it is asked with, and no other', async () => {
    for (const code of ['A', 'B']) {
      const rows = [{ code, name: 'of the release' }];
      const database = await testDatabase('data', [AddUnits1700000000002], [{ table: 'unit', key: 'code', rows }]);
      databases.push(database);
      expect(await database.admin('SELECT code, name FROM unit')).toEqual(rows);
    }
  });

  it('is gone after the suite', async () => {
    const database = await testDatabase('gone', [AddNotes1700000000001]);
    await database.as('app');
    await database.dispose();
    expect(await databases[0]!.admin('SELECT 1 FROM pg_database WHERE datname = $1', [database.name])).toEqual([]);
  });
});
