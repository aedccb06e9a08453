import { extend } from './index.js';
import { initialMigration, initialName } from './initial-migration.js';
import { orchard } from './testing/orchard.js';

describe('the initial migration', () => {
  const text = initialMigration(orchard, '1700000000001');

  it('is called after its database', () => {
    expect(initialName(orchard)).toBe('CreateOldOrchard');
    expect(text).toContain('export class CreateOldOrchard1700000000001 implements MigrationInterface');
  });

  it('imports nothing but types of TypeORM', () => {
    expect(text.match(/^import .*$/gm)).toEqual([`import type { MigrationInterface, QueryRunner } from 'typeorm';`]);
  });

  it('holds the SQL as it is, whatever is in it', () => {
    const odd = 'CREATE INDEX odd ON plot ((code ~ $$\\d`${x}$$))';
    const migration = initialMigration({ name: 'odd', libs: [], objects: [extend({ table: 'plot', sql: odd })] }, '1');
    const [, literal] = /async up[^`]*(`(?:[^`\\]|\\.)*`)/.exec(migration)!;
    expect(new Function(`return ${literal}`)()).toBe(`\n${odd};`);
  });

  it('refuses to be taken back where the database says that it is kept', () => {
    expect(initialMigration({ ...orchard, kept: `it's old` }, '1')).toContain(`throw new Error('it\\'s old');`);
  });

  it('can’t be made of a column on a lib’s table that nobody says is kept', () => {
    const objects = [extend({ table: 'plot', sql: 'ALTER TABLE plot ADD COLUMN soil text' })];
    expect(() => initialMigration({ name: 'x', libs: [], objects }, '1')).toThrow(
      "What is added to plot can't be taken back",
    );
    expect(initialMigration({ name: 'x', libs: [], objects, kept: 'soil' }, '1')).toContain('ADD COLUMN soil');
  });
});
