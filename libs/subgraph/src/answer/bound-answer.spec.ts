import { buildSchema, execute, type GraphQLObjectType, parse } from 'graphql';
import { boundAnswer, LISTED_LIMIT } from './bound-answer.js';

const schema = buildSchema(
  'type Query { unit: Unit } type Unit { name: String names: [String!]! parent: Unit! children: [Unit!]! }',
);
let asked = 0;
const unit = {
  name: 'a',
  names: ['a'],
  parent: () => unit,
  children: () => {
    asked += 1;
    return Array.from({ length: 10 }, () => unit);
  },
};
const fields = (schema.getType('Unit') as GraphQLObjectType).getFields();
for (const field of Object.values(fields)) boundAnswer(field);

/** `unit { children { parent { children { … name } } } }`, so many lists deep. */
const nested = (lists: number): string =>
  `{ unit { ${'children { parent { '.repeat(lists)} name ${'} }'.repeat(lists)} } }`;
const ask = async (query: string) => execute({ schema, document: parse(query), rootValue: { unit }, contextValue: {} });

it('an answer may hold lists in lists', async () => {
  expect((await ask(nested(3))).errors).toBeUndefined();
});

it('one that lists more than any front end shows is refused before it is made', async () => {
  asked = 0;
  const { errors } = await ask(nested(11));
  expect(errors?.[0]?.originalError).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'ANSWER_TOO_LARGE' });
  expect(asked).toBeLessThanOrEqual(LISTED_LIMIT / 10 + 2);
});

it('each request has its own measure', async () => {
  for (let request = 0; request < 12; request += 1) expect((await ask(nested(3))).errors).toBeUndefined();
});
