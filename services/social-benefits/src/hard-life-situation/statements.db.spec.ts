import { randomUUID } from 'node:crypto';
import { Benefits, specialist } from '../testing/benefits.js';

let benefits: Benefits;
const persons = Array.from({ length: 50 }, () => randomUUID());
beforeAll(async () => {
  benefits = await Benefits.open();
  await benefits.find(...persons.map((personId) => ({ personId })));
});
afterAll(() => benefits.close());

const NODE =
  'id version state dueAt child { id } territory { id } findings { circumstances } allowedActions { action }';

const statementsFor = async (query: string, variables: object) => {
  benefits.statements.length = 0;
  const { errors } = await benefits.graph.ask(specialist(), query, variables);
  expect(errors).toBeUndefined();
  return benefits.statements.length;
};

it.each([
  ['a list', `query ($n: Int) { hardLifeSituations(first: $n) { totalCount edges { node { ${NODE} } } } }`],
  [
    'persons of the registry',
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Person { hardLifeSituations { ${NODE} } } } }`,
  ],
])('%s takes as many statements for 50 as for 1', async (_what, query) => {
  const of = (n: number) => ({ n, r: persons.slice(0, n).map((id) => ({ __typename: 'Person', id })) });
  const one = await statementsFor(query, of(1));
  expect(await statementsFor(query, of(50))).toBe(one);
  expect(one).toBeLessThan(9);
});
