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
  const query = `query ($first: Int!) { ${list} }`;
  const statements: number[] = [];
  for (const first of [1, 50]) {
    births.statements.length = 0;
    const { data, errors } = await births.graph.ask(socialWorker(), query, { first });
    expect(errors).toBeUndefined();
    expect(Object.values(data as Record<string, { edges: unknown[] }>)[0]!.edges).toHaveLength(first);
    statements.push(births.statements.length);
  }
  expect(statements[1]).toBe(statements[0]);
  expect(statements[0]).toBeGreaterThan(5);
  expect(statements[0]).toBeLessThan(16);
});

it('notifying costs a fixed number of statements', async () => {
  births.statements.length = 0;
  const mutation = 'mutation ($input: NotifyBirthInput!) { notifyBirth(input: $input) { id } }';
  const { errors } = await births.graph.ask(hospital(), mutation, { input: births.report() });
  expect(errors).toBeUndefined();
  expect(births.statements.length).toBeLessThan(20);
});
