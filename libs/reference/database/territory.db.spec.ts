import { writeReferenceData } from '@kamkor/database';
import { tx } from '@kamkor/persistence';
import { NOBODY } from '@kamkor/principal';
import { aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import { referenceMigrations } from '../migrations/index.js';
import { countryProfile } from '../src/profiles/index.js';
import { asTerritories, territories as known } from './territories.js';

const { territories } = countryProfile('KG');

describe('the table of territories', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase('reference', referenceMigrations, [known]);
  });
  afterAll(() => database.dispose());

  it('holds what the profile says', async () => {
    const rows = await database.asPrincipal(NOBODY, () =>
      tx().sql(`SELECT code, parent, name_ky, name_ru, name_en, valid_from::text FROM territory ORDER BY code`),
    );
    const expected = territories
      .map(({ code, parent, name, validFrom }) => {
        return { code, parent, name_ky: name.ky, name_ru: name.ru, name_en: name.en, valid_from: validFrom };
      })
      .sort((a, b) => (a.code < b.code ? -1 : 1));
    expect(rows).toEqual(expected);
  });

  it('finds a subtree as a range, with what lies in it and nothing beside it', async () => {
    const codes = await database.admin(
      `SELECT code FROM territory WHERE code >= 'KG-C' AND code < 'KG-C.' ORDER BY code`,
    );
    expect(codes).toEqual(
      territories
        .filter(({ code }) => code === 'KG-C' || code.startsWith('KG-C-'))
        .map(({ code }) => ({ code }))
        .sort((a, b) => (a.code < b.code ? -1 : 1)),
    );
  });

  it.each(['app', 'worker'] as const)('is read by %s and changed by no process', async (role) => {
    const connection = await database.as(role);
    expect(await connection.query('SELECT code FROM territory')).toHaveLength(territories.length);
    for (const change of [
      `INSERT INTO territory (code, parent, name_ky, name_ru, name_en, valid_from) VALUES ('KG-X', 'KG', 'x', 'x', 'x', '2026-01-01')`,
      `UPDATE territory SET name_en = 'x'`,
      'DELETE FROM territory',
    ]) {
      await expect(connection.query(change)).rejects.toThrow('permission denied for table territory');
    }
  });

  it('has row-level security that binds its owner too', async () => {
    expect(
      await database.admin(`SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = 'territory'`),
    ).toEqual([{ relrowsecurity: true, relforcerowsecurity: true }]);
  });

  it('takes new and corrected data from a later release and keeps what records name', async () => {
    const owner = (await database.as('owner')).createQueryRunner();
    const first = territories[1]!;
    await writeReferenceData(
      (sql, values) => owner.query(sql, values),
      asTerritories([{ ...first, name: { ...first.name, en: 'Renamed' }, validTo: '2030-12-31' }]),
    );
    const rows = await owner.query(`SELECT name_en, valid_to::text FROM territory WHERE code = $1`, [first.code]);
    expect(rows).toEqual([{ name_en: 'Renamed', valid_to: '2030-12-31' }]);
    expect(await owner.query('SELECT 1 FROM territory')).toHaveLength(territories.length);
    await owner.release();
  });

  it.each([
    ['a parent that is not in the code', `('KG-B-77', 'KG-C')`, 'territory_parent_by_code'],
    ['no parent below the country', `('KG-B-77', NULL)`, 'territory_parent_by_code'],
    ['a parent that does not exist', `('KG-X-77', 'KG-X')`, 'territory_parent_fk'],
    ['a code that is none', `('kg', NULL)`, 'territory_code_format'],
  ])('refuses %s', async (_what, values, constraint) => {
    const insert = `INSERT INTO territory (code, parent, name_ky, name_ru, name_en, valid_from)
      SELECT code, parent, 'x', 'x', 'x', '2026-01-01'::date FROM (VALUES ${values}) AS v (code, parent)`;
    await expect((await database.as('owner')).query(insert)).rejects.toThrow(constraint);
  });

  it('shows the same to an official of one territory: it is public', async () => {
    const official = aPrincipal({ roles: ['registrar'], territory: 'KG-C' });
    expect(await database.asPrincipal(official, () => tx().sql('SELECT 1 FROM territory'))).toHaveLength(
      territories.length,
    );
  });
});
