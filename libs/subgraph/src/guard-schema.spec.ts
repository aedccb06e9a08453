import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLObjectType, type GraphQLSchema, parse } from 'graphql';
import { CONTRIBUTED, POLICY } from './allow.js';
import { guardSchema, policies } from './guard-schema.js';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { open: String }
  type Mutation { change: Own }
  type Own @key(fields: "id") { id: ID! text: String }
  type Foreign @key(fields: "id") { id: ID! added: String }
`);

function schemaWith(decided: readonly string[]): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs }]);
  const type = (name: string) => schema.getType(name) as GraphQLObjectType;
  const decide = (on: { extensions: object }) =>
    Object.assign(on, { extensions: { ...on.extensions, [POLICY]: { roles: [] } } });
  Object.assign(type('Foreign'), { extensions: { [CONTRIBUTED]: 'elsewhere' } });
  for (const coordinate of decided) {
    const [name, field] = coordinate.split('.') as [string, string?];
    decide(field ? type(name).getFields()[field]! : type(name));
  }
  return schema;
}

const ALL = ['Query.open', 'Mutation.change', 'Own', 'Foreign.added'];

describe('a schema in which somebody forgot to decide who may', () => {
  it('lists everything that needs a decision', () => {
    expect([...policies(schemaWith([])).keys()].sort()).toEqual([...ALL].sort());
  });

  it.each(ALL)('does not start without a policy on %s', (missing) => {
    const schema = schemaWith(ALL.filter((coordinate) => coordinate !== missing));
    expect(() => guardSchema(schema)).toThrow(`no policy is declared for: ${missing}`);
  });

  it('starts when all are decided', () => {
    expect(() => guardSchema(schemaWith(ALL))).not.toThrow();
  });
});
