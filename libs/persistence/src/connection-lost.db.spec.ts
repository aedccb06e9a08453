import { aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import { isConnectionLost } from './connection-lost.js';
import { createDataSource } from './data-source.js';
import { tx } from './tx.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('connection-lost', []);
});
afterAll(() => database.dispose());

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => error,
  );
const run = (...statements: string[]) =>
  failureOf(
    database.asPrincipal(aPrincipal(), async () => {
      for (const statement of statements) await tx().sql(statement);
    }),
  );

it('a server that takes no connection is gone', async () => {
  const nobody = createDataSource({ url: 'postgres://nobody:nothing@127.0.0.1:1/none', applicationName: 'test' });
  expect(isConnectionLost(await failureOf(nobody.initialize()))).toBe(true);
});

it('a connection that the server ends is lost, and the rollback after it does not hide that', async () => {
  const lost = await run('SELECT pg_terminate_backend(pg_backend_pid())');
  expect(lost).toMatchObject({ query: 'SELECT pg_terminate_backend(pg_backend_pid())' });
  expect(isConnectionLost(lost)).toBe(true);
});

it('a statement that fails is an answer of a database that is there', async () => {
  expect(isConnectionLost(await run('SELECT 1 / 0'))).toBe(false);
  expect(isConnectionLost('nothing failed')).toBe(false);
});
