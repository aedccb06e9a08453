import { buildSchema, type GraphQLObjectType } from 'graphql';
import { POLICY } from '../policy/allow.js';
import { usualPurpose } from './usual-purpose.js';

const schema = buildSchema(`
  type Query { own: Own unsaid: Own }
  type Own { id: ID! }
  type Foreign { added: String }
`);
const type = (name: string) => schema.getType(name) as GraphQLObjectType;
const say = (on: { extensions: object }, purpose: string) =>
  Object.assign(on, { extensions: { [POLICY]: { purpose } } });
say(type('Own'), 'of the type');
say(type('Query').getFields()['own']!, 'of the query');
say(type('Foreign').getFields()['added']!, 'of the added field');

it.each<[string, readonly string[], string]>([
  ['Query.own', ['Query.own'], 'of the query'],
  ['Query.own+unsaid', [], 'of the query'],
  ['Query.unsaid', ['Query.unsaid', 'Own'], 'of the type'],
  ['Reference.Own', ['Own'], 'of the type'],
  ['Reference.Foreign', ['Foreign.added'], 'of the added field'],
  ['Reference.Gone', ['ACT_9'], 'unstated'],
  ['event:BirthNotified', [], 'as written'],
])('%s by %j is for: %s', (operation, rules, purpose) => {
  expect(usualPurpose(schema, { operation, rules, purpose: 'as written' })).toBe(purpose);
});
