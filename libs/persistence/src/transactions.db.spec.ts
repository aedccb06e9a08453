import { aPrincipal, type TestDatabase, testDatabase } from '@kamkor/testing';
import { systemClock } from '@kamkor/time';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RequestScope } from './request-scope.js';
import { Transactions } from './transactions.js';
import { type Tx, tx } from './tx.js';

/** 40,000 records under 400 units: KG-A-00 … KG-D-99. */
class CreateRecord1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner) {
    await runner.query(`
      CREATE TABLE record (id int PRIMARY KEY, territory text COLLATE "C" NOT NULL);
      INSERT INTO record SELECT i, 'KG-' || chr(65 + i % 4) || '-' || to_char(i / 4 % 100, 'FM00')
        FROM generate_series(1, 40000) i;
      CREATE INDEX record_by_territory ON record (territory);
      ALTER TABLE record ENABLE ROW LEVEL SECURITY;
      ALTER TABLE record FORCE ROW LEVEL SECURITY;
      GRANT SELECT, INSERT ON record TO kamkor_app;
      CREATE POLICY in_scope ON record TO kamkor_app
        USING (territory >= (SELECT current_setting('kamkor.territory_from', true))
           AND territory < (SELECT current_setting('kamkor.territory_to', true)))`);
  }
  async down() {}
}

const registrar = aPrincipal({ roles: ['registrar'], territory: 'KG-B' });
const occasion = { principal: registrar, operation: 'Query.records', purpose: 'test', requestId: 'r' };
const count = async () => (await tx().sql<{ n: number }>('SELECT count(*) AS n FROM record'))[0]!.n;

describe('transactions', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase('transactions', [CreateRecord1700000000001]);
    await database.admin('ANALYZE record');
  });
  afterAll(() => database.dispose());

  it('show a unit and what is under it, and to a principal without territory nothing', async () => {
    expect(await database.asPrincipal(registrar, count)).toBe(10_000);
    expect(await database.asPrincipal({ ...registrar, territory: 'KG-B-07' }, count)).toBe(100);
    expect(await database.asPrincipal({ ...registrar, territory: 'KG-B-0' }, count)).toBe(0);
    expect(await database.asPrincipal({ ...registrar, territory: null }, count)).toBe(0);
  });

  it('leave nothing of their principal on the connection', async () => {
    const source = await database.as('app', { poolSize: 1 });
    const look = () => source.query('SELECT pg_backend_pid() AS pid, count(*) AS n FROM record GROUP BY 1');
    expect(await look()).toEqual([]);
    const pid = () => tx().sql<{ pid: number }>('SELECT pg_backend_pid() AS pid, count(*) FROM record');
    const [during] = await new Transactions(source, systemClock).run(occasion, pid);
    expect(await source.query('SELECT pg_backend_pid() AS pid')).toEqual([{ pid: during!.pid }]);
    expect(await look()).toEqual([]);
    const failed = new Transactions(source, systemClock).run(occasion, () => tx().sql('SELECT 1 / 0'));
    await expect(failed).rejects.toThrow('division by zero');
    expect(await look()).toEqual([]);
  });

  it('reach the index through the policy', async () => {
    const explain = () => tx().sql<Record<string, string>>('EXPLAIN SELECT * FROM record ORDER BY territory LIMIT 20');
    const one = { ...registrar, territory: 'KG-B-07' };
    const plan = (await database.asPrincipal(one, explain)).map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index.* record_by_territory/);
    expect(plan).toMatch(/Index Cond: \(\(territory >= .*\) AND \(territory < /);
    expect(plan).not.toMatch(/Seq Scan/);
  });

  it('queue the statements of parallel branches, so that the driver gets one at a time', async () => {
    let running = 0;
    let most = 0;
    const answers = await database.asPrincipal(registrar, async ({ manager }) => {
      const client = await manager.queryRunner!.connect();
      const query = client.query.bind(client);
      client.query = (...args: unknown[]) => {
        most = Math.max(most, ++running);
        return query(...args).finally(() => running--);
      };
      const statements = Array.from({ length: 20 }, (_, i) =>
        i % 2 ? tx().sql('SELECT $1::int AS i', [i]) : manager.query('SELECT $1::int AS i', [i]),
      );
      const all = await Promise.all(statements).finally(() => delete client.query);
      return all.flat();
    });
    expect(answers).toEqual(Array.from({ length: 20 }, (_, i) => ({ i })));
    expect(most).toBe(1);
  }, 10_000);

  it('end with their work: a branch left behind can not write any more', async () => {
    let left: Tx | undefined;
    await database.asPrincipal(registrar, async (current) => {
      left = current;
    });
    await expect(left!.sql('SELECT 1')).rejects.toThrow('is over');
    expect(() => tx()).toThrow('no transaction is running');
  });
});

describe('a request', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase('request', [CreateRecord1700000000001]);
  });
  afterAll(() => database.dispose());

  it('writes and then reads, again and again, on one connection', async () => {
    const source = await database.as('app', { poolSize: 1 });
    const scope = new RequestScope(source, systemClock, occasion);
    const pids: unknown[] = [];
    const pid = async () => pids.push(...(await tx().sql('SELECT pg_backend_pid() AS pid')));
    await scope.run(async () => {
      for (const id of [100_001, 100_002]) {
        await scope.useCase('Mutation.add', async () => {
          await pid();
          await tx().sql('INSERT INTO record VALUES ($1, $2)', [id, 'KG-B-01']);
          expect(tx().operation).toBe('Mutation.add');
        });
        await Promise.all([scope.read(), scope.read()]);
        await pid();
        expect(tx().operation).toBe('Query.records');
        expect(await tx().sql('SELECT id FROM record WHERE id = $1', [id])).toEqual([{ id }]);
      }
    });
    await scope.close();
    expect(pids).toEqual(Array(4).fill(pids[0]));
    expect(await source.query('SELECT 1 AS free')).toEqual([{ free: 1 }]);
    await expect(scope.read()).rejects.toThrow('already answered');
  }, 10_000);

  it('gives the connection back when a use case or the last work before the commit fails', async () => {
    const source = await database.as('app', { poolSize: 1 });
    const scope = new RequestScope(source, systemClock, occasion);
    await scope.run(async () => {
      const refused = scope.useCase('Mutation.add', async () => {
        await tx().sql(`INSERT INTO record VALUES (100003, 'KG-B-01')`);
        throw new Error('refused');
      });
      await expect(refused).rejects.toThrow('refused');
      const current = await scope.read();
      expect(await current.sql('SELECT id FROM record WHERE id = 100003')).toEqual([]);
      current.beforeCommit(Symbol('trail'), async () => {
        throw new Error('could not be written');
      });
    });
    await expect(scope.close()).rejects.toThrow('could not be written');
    expect(await source.query('SELECT 1 AS free')).toEqual([{ free: 1 }]);
  }, 10_000);
});
