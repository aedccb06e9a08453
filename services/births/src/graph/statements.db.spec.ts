import { bootedSubgraph } from '@kamkor/testing';
import type { DataSource } from 'typeorm';
import { entities } from '../entities.js';
import { lawOf } from '../law.js';
import { providers } from '../providers.js';
import { BirthsUnderTest, hospital, socialWorker } from '../testing/births.js';

let births: BirthsUnderTest;
beforeAll(async () => {
  births = await BirthsUnderTest.open('2024-08-01T06:00:00Z');
  for (let n = 0; n < 50; n += 1) await births.notify();
  await births.sweep();
}, 120_000);
afterAll(() => births.close());

const LISTS = [
  `birthNotifications(first: $first) { edges { node { id facility { nameKy territory { documentation { watched } } }
    territory { documentation { overdue } } mother { person { id } } missing
    documentation { state task { id visits { id } } } } } }`,
  `documentationWatches(first: $first) { totalCount edges { node { id notification { facility { nameKy } } child { id }
    territory { documentation { overdue } } task { id state visits { task { id } } } } } }`,
  `outreachTasks(first: $first) { edges { node { id allowedActions { allowed } visits { id }
    watch { notification { documentation { id } } territory { documentation { applied } } } } } }`,
];

it.each(LISTS)('a list costs as many statements for 50 records as for one: %s', async (list) => {
  const counting = await countingSource();
  const graph = await bootedSubgraph({
    dataSource: counting.source,
    providers: providers(lawOf({ KAMKOR_PROFILE: 'KG' })),
    clock: births.clock,
  });
  const query = `query ($first: Int!) { ${list} }`;
  const statements: number[] = [];
  for (const first of [1, 50]) {
    counting.reset();
    const { data, errors } = await graph.ask(socialWorker(), query, { first });
    expect(errors).toBeUndefined();
    expect(Object.values(data as Record<string, { edges: unknown[] }>)[0]!.edges).toHaveLength(first);
    statements.push(counting.count());
  }
  await graph.close();
  expect(statements[1]).toBe(statements[0]);
  expect(statements[0]).toBeGreaterThan(5);
  expect(statements[0]).toBeLessThan(16);
});

it('notifying costs a fixed number of statements', async () => {
  const counting = await countingSource();
  const graph = await bootedSubgraph({
    dataSource: counting.source,
    providers: providers(lawOf({ KAMKOR_PROFILE: 'KG' })),
    clock: births.clock,
  });
  counting.reset();
  const mutation = 'mutation ($input: NotifyBirthInput!) { notifyBirth(input: $input) { id } }';
  const { errors } = await graph.ask(hospital(), mutation, { input: births.report() });
  await graph.close();
  expect(errors).toBeUndefined();
  expect(counting.count()).toBeLessThan(20);
});

/** A data source that counts what is sent over its connections. */
async function countingSource(): Promise<{ source: DataSource; count: () => number; reset: () => void }> {
  const source = await births.database.as('app', { entities, poolSize: 2 });
  let count = 0;
  const create = source.createQueryRunner.bind(source);
  source.createQueryRunner = (mode) => {
    const runner = create(mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = ((...args: unknown[]) => {
      count += 1;
      return query(...args);
    }) as typeof runner.query;
    return runner;
  };
  return { source, count: () => count, reset: () => (count = 0) };
}
