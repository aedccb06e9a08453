import { randomBytes } from 'node:crypto';
import { type Database, func, initialMigration, table } from '@kamkor/database';
import type { MigrationClass } from '@kamkor/persistence';
import { driftOf, makeBoth } from './drift.js';
import type { Migrated } from './units.js';

const unit = (name: string): string => `
CREATE TABLE unit (code text COLLATE "C" CONSTRAINT unit_pk PRIMARY KEY, name ${name});`;

const files = (name = 'text NOT NULL', counts = 'count(*)'): Database => ({
  name: `tiny-${randomBytes(4).toString('hex')}`,
  libs: [],
  objects: [
    table({ name: 'unit', sql: unit(name), grants: 'GRANT SELECT ON unit TO kamkor_app;' }),
    func({
      name: 'units',
      sql: `CREATE FUNCTION units() RETURNS bigint LANGUAGE sql AS $$ SELECT ${counts} FROM unit $$;`,
    }),
  ],
});

/** The migration that the files make, as it would be frozen; with SQL after it that later ones made. */
function frozen(database: Database, later = ''): MigrationClass {
  const [, literal] = /async up[^`]*(`(?:[^`\\]|\\.)*`)/.exec(initialMigration(database, '1700000000001'))!;
  const sql: string = new Function(`return ${literal}`)();
  return class CreateTiny1700000000001 {
    up = (runner: Parameters<InstanceType<MigrationClass>['up']>[0]) => runner.query(`${sql}${later}`);
    async down() {}
  };
}

describe('what is said of a database in three places', () => {
  const server = process.env.KAMKOR_TEST_POSTGRES as string;

  async function drift(database: Database, migration: MigrationClass, committed?: string): Promise<string[]> {
    const migrated: Migrated = { folder: 'services/tiny', database, migrations: [migration] };
    const made = await makeBoth(migrated, server);
    return driftOf(migrated, made, committed ?? made.snapshot);
  }

  it('agrees where nothing was changed', async () => {
    expect(await drift(files(), frozen(files()))).toEqual([]);
  });

  it('agrees where a later migration added a column that the file has in between', async () => {
    const added = files('text NOT NULL, place text, size int');
    const later = 'ALTER TABLE unit ADD COLUMN size int, ADD COLUMN place text;';
    expect(await drift(added, frozen(files(), later))).toEqual([]);
  });

  it('differs where a file was changed and no migration was added', async () => {
    expect(await drift(files('text'), frozen(files()))).toEqual([
      `services/tiny: database/ says something else (+) than the migrations make (-):
unit
  -   name text NOT NULL,
  +   name text,
Add a migration for what is meant; while nothing is released: npm run schema -- --initial <service or lib>`,
    ]);
  });

  it('differs where a function was changed in its file alone', async () => {
    const [message] = await drift(files('text NOT NULL', 'count(code)'), frozen(files()));
    expect(message).toContain(`units
  - AS $function$ SELECT count(*) FROM unit $function$;
  + AS $function$ SELECT count(code) FROM unit $function$;`);
  });

  it('differs where a migration was added and the file was not changed: from the file, and from the snapshot', async () => {
    const migrated: Migrated = { folder: 'services/tiny', database: files(), migrations: [frozen(files())] };
    const before = await makeBoth(migrated, server);
    const later = frozen(files(), 'GRANT DELETE ON unit TO kamkor_app;');
    const [fromFile, fromSnapshot, ...more] = await drift(files(), later, before.snapshot);
    expect(fromFile).toContain(
      '- GRANT DELETE, SELECT ON unit TO kamkor_app;\n  + GRANT SELECT ON unit TO kamkor_app;',
    );
    expect(fromSnapshot).toContain(
      '- GRANT SELECT ON unit TO kamkor_app;\n  + GRANT DELETE, SELECT ON unit TO kamkor_app;',
    );
    expect(more).toEqual([]);
  });

  it('differs where the snapshot was changed by hand', async () => {
    const migrated: Migrated = { folder: 'services/tiny', database: files(), migrations: [frozen(files())] };
    const made = await makeBoth(migrated, server);
    const [message, ...more] = driftOf(migrated, made, made.snapshot.replace('GRANT SELECT', 'GRANT UPDATE'));
    expect(message).toBe(`services/tiny/database/snapshot.sql: the migrations make something else (+) than it says (-):
unit
  - GRANT UPDATE ON unit TO kamkor_app;
  + GRANT SELECT ON unit TO kamkor_app;
Write what is meant with: npm run schema -- --write`);
    expect(more).toEqual([]);
  });

  it('names the folder whose files make no database', async () => {
    await expect(drift(files('no_such_type'), frozen(files()))).rejects.toThrow(
      'The files in services/tiny/database make no database: type "no_such_type" does not exist',
    );
  });
});
