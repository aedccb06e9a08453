import { workerPrincipal } from '@kamkor/principal';
import { Registry, registrar } from '../testing/registry.js';

let registry: Registry;
beforeAll(async () => {
  registry = await Registry.open();
  for (let n = 0; n < 50; n += 1) await registry.mother(`1250519903${String(n).padStart(4, '0')}`);
  const births = Array.from({ length: 50 }, (_, n) => ({
    mother: { identity: 'PIN' as const, pin: `1250519903${String(n).padStart(4, '0')}` },
  }));
  await registry.notify(...births);
});
afterAll(() => registry.close());

const QUERY = `query ($first: Int, $after: String) { birthRecords(first: $first, after: $after, states: [NOTIFIED]) {
  totalCount pageInfo { endCursor hasNextPage }
  edges { node { id version state bornAt territory { name path { id } } allowedActions { action }
    child { id mother { id children { id birthRecord { id } } } birthRecord { id } } mother { pin } candidates { id } } } } }`;

async function statementsFor(first: number): Promise<number> {
  registry.statements.length = 0;
  const { data, errors } = await registry.graph.ask(registrar(), QUERY, { first });
  expect(errors).toBeUndefined();
  expect(data.birthRecords.edges).toHaveLength(first);
  return registry.statements.length;
}

it('takes as many statements for 50 records with child, mother and siblings as for 1', async () => {
  const one = await statementsFor(1);
  expect(await statementsFor(50)).toBe(one);
  expect(one).toBeLessThan(12);
});

it('pages through everything once', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data } = await registry.graph.ask(registrar(), QUERY, { first: 20, after });
    seen.push(...data.birthRecords.edges.map(({ node }: { node: { id: string } }) => node.id));
    after = data.birthRecords.pageInfo.hasNextPage ? data.birthRecords.pageInfo.endCursor : null;
  } while (after);
  expect(seen).toHaveLength(50);
  expect(new Set(seen).size).toBe(50);
});

it('puts what falls due first before what waits for the family', async () => {
  const { data } = await registry.graph.ask(registrar(), '{ birthRecords(first: 50) { edges { node { id } } } }');
  const { id } = data.birthRecords.edges.at(-1).node;
  await registry.graph.ask(
    registrar(),
    'mutation ($input: ApplyForBirthCertificateInput!) { applyForBirthCertificate(input: $input) { id } }',
    { input: { birthRecordId: id, version: 1 } },
  );
  const after = await registry.graph.ask(registrar(), '{ birthRecords(first: 1) { edges { node { id } } } }');
  expect(after.data.birthRecords.edges[0].node.id).toBe(id);
  const due = await registry.graph.ask(
    registrar(),
    '{ registryDeadlines(kind: "BIRTH_REGISTRATION") { edges { node { subjectId dueAt } } } }',
  );
  expect(due.data.registryDeadlines.edges[0].node.subjectId).toBe(id);
});

it('applies 200 notifications with the statements of one', async () => {
  const worker = await registry.database.as('worker');
  const statements: string[] = [];
  const make = worker.createQueryRunner.bind(worker);
  worker.createQueryRunner = (...args: Parameters<typeof make>) => {
    const runner = make(...args);
    const query = runner.query.bind(runner) as (...all: unknown[]) => Promise<never>;
    runner.query = ((text: string, ...rest: unknown[]) => {
      statements.push(text);
      return query(text, ...rest);
    }) as typeof runner.query;
    return runner;
  };
  const apply = async (births: number) => {
    statements.length = 0;
    await registry.notify(...Array.from({ length: births }, () => ({ territory: 'KG-B-01' })));
    return statements.length;
  };
  const one = await apply(1);
  expect(await apply(200)).toBe(one);
  expect(one).toBeLessThan(11);
  const [row] = await registry.database.asPrincipal(
    workerPrincipal('civil-registry'),
    ({ sql }) => sql<{ n: number }>(`SELECT count(*)::int AS n FROM birth_record WHERE territory = 'KG-B-01'`),
    { role: 'worker' },
  );
  expect(row!.n).toBe(201);
});
