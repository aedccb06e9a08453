import { buildSubgraphSchema } from '@apollo/subgraph';
import { type FieldNode, type FragmentDefinitionNode, type GraphQLObjectType, Kind, parse } from 'graphql';
import { POLICY } from '../policy/allow.js';
import { purposeOf } from './purpose-of.js';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { own: Own unsaid: Own }
  type Own @key(fields: "id") { id: ID! text: String }
  type Foreign @key(fields: "id") { id: ID! added: String }
`);
const schema = buildSubgraphSchema([{ typeDefs }]);
const type = (name: string) => schema.getType(name) as GraphQLObjectType;
const say = (on: { extensions: object }, purpose: string) =>
  Object.assign(on, { extensions: { [POLICY]: { purpose } } });
say(type('Own'), 'of the type');
say(type('Query').getFields()['own']!, 'of the query');
say(type('Foreign').getFields()['added']!, 'of the added field');

it.each([
  ['{ own { id } }', 'of the query'],
  ['{ unsaid { id } }', undefined],
  ['{ _entities(representations: []) { ... on Own { text } } }', 'of the type'],
  ['{ _entities(representations: []) { __typename ... on Foreign { __typename id added } } }', 'of the added field'],
  ['{ _entities(representations: []) { ...More } } fragment More on Foreign { ... { added } }', 'of the added field'],
  ['{ _entities(representations: []) { ... on Foreign { id } } }', undefined],
])('%s is asked for the purpose %s', (query, purpose) => {
  const document = parse(query);
  const fragments: Record<string, FragmentDefinitionNode> = {};
  let asked: FieldNode | undefined;
  for (const one of document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments[one.name.value] = one;
    if (one.kind === Kind.OPERATION_DEFINITION) asked = one.selectionSet.selections[0] as FieldNode;
  }
  expect(purposeOf(schema, schema.getQueryType(), asked, fragments)).toBe(purpose);
});
