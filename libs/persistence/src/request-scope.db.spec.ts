import { setTimeout as wait } from 'node:timers/promises';
import { aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import { systemClock } from '@kamkor/time';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { RequestScope, tx } from './index.js';

class CreateFact1700000000001 implements MigrationInterface {
  name = 'CreateFact1700000000001';
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE fact (name text PRIMARY KEY)');
    await runner.query('GRANT SELECT, INSERT ON fact TO kamkor_app');
  }
  async down(runner: QueryRunner) {
    await runner.query('DROP TABLE fact');
  }
}

describe('the scope of a request', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  const principal = aPrincipal({ roles: ['registrar'], territory: 'KG' });
  const scope = () =>
    new RequestScope(dataSource, systemClock, { principal, operation: 'Test', purpose: 'test', requestId: 'r' });
  const write = (name: string) => tx().sql('INSERT INTO fact VALUES ($1)', [name]);
  const facts = async () => (await database.admin<{ name: string }>('SELECT name FROM fact')).map(({ name }) => name);

  beforeAll(async () => {
    database = await testDatabase('scope', [CreateFact1700000000001]);
    dataSource = await database.as('app', { poolSize: 1 });
  });
  afterAll(() => database.dispose());

  it('lets a use case end before it gives back the connection of a caller who hung up', async () => {
    const request = scope();
    const done = request.run(() =>
      request.useCase('Mutation.slow', async () => {
        await write('slow');
        await tx().sql('SELECT pg_sleep(0.2)');
      }),
    );
    await wait(50);
    await request.close();
    await done;
    expect(await facts()).toContain('slow');
    await dataSource.query('SELECT 1');
    expect(
      await database.admin(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'`,
      ),
    ).toEqual([]);
  });

  it('takes back everything of a use case that refuses, and works on', async () => {
    const request = scope();
    await request.run(async () => {
      await expect(
        request.useCase('Mutation.refused', async () => {
          await write('refused');
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      await request.useCase('Mutation.next', () => write('next'));
      expect((await request.read()).operation).toBe('Test');
    });
    await request.close();
    expect(await facts()).toEqual(expect.arrayContaining(['next']));
    expect(await facts()).not.toContain('refused');
  });

  it('does not take the silent rollback of a failed transaction for success', async () => {
    const request = scope();
    await request.run(async () => {
      await expect(
        request.useCase('Mutation.swallowed', async () => {
          await write('before the failure');
          await tx()
            .sql('SELECT 1 / 0')
            .catch(() => undefined);
        }),
      ).rejects.toThrow('a statement failed');
    });
    await request.close();
    expect(await facts()).not.toContain('before the failure');
  });

  it('answers nobody after it was closed', async () => {
    const request = scope();
    await request.close();
    await expect(request.read()).rejects.toThrow('already answered');
    await expect(request.useCase('Mutation.late', () => write('late'))).rejects.toThrow('already answered');
  });
});
