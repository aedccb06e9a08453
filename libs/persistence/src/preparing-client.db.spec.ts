import { type TestDatabase, testDatabase } from '@kamkor/testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('preparing-client', []);
  await database.admin('CREATE TABLE birth (id int, weight int)');
  await database.admin('GRANT SELECT, INSERT ON birth TO kamkor_app');
  await database.admin('INSERT INTO birth VALUES (1, 3200)');
}, 60_000);
afterAll(() => database.dispose());

/** One connection, so that every statement meets what the ones before left on it. */
const oneConnection = () => database.as('app', { poolSize: 1 });
const PREPARED = `SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%/* births *%'`;

it('a statement with parameters is kept from its second time on, one without never', async () => {
  const source = await oneConnection();
  const ask = () => source.query('SELECT weight /* births */ FROM birth WHERE id = $1', [1]);
  await source.query('SELECT weight /* births of all */ FROM birth');
  await source.query('SELECT weight /* births of all */ FROM birth');
  await ask();
  expect(await source.query(PREPARED)).toEqual([]);
  await ask();
  expect(await ask()).toEqual([{ weight: 3200 }]);
  expect(await source.query(PREPARED)).toEqual([{ statement: expect.stringContaining('id = $1') }]);
});

it('a plan that a migration made stale fails one transaction and is made anew with the next', async () => {
  const source = await oneConnection();
  const ask = () =>
    source.transaction((manager) => manager.query('SELECT weight /* stale */ FROM birth WHERE id = $1', [1]));
  for (const _ of [1, 2, 3]) await ask();
  await database.admin('ALTER TABLE birth ALTER COLUMN weight TYPE text');
  await expect(ask()).rejects.toThrow('cached plan must not change result type');
  expect(await ask()).toEqual([{ weight: '3200' }]);
  expect(await ask()).toEqual([{ weight: '3200' }]);
});

it('a wrong statement stays wrong with the same error, and harms no other', async () => {
  const source = await oneConnection();
  for (const _ of [1, 2, 3]) {
    await expect(source.query('SELECT wait /* births */ FROM birth WHERE id = $1', [1])).rejects.toThrow('"wait"');
    await expect(source.query('SELECT id FROM birth WHERE id = $1::int', ['x'])).rejects.toThrow('invalid input');
  }
  expect(await source.query('SELECT id FROM birth WHERE id = $1::int', [1])).toEqual([{ id: 1 }]);
});
