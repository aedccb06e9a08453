import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLNonNull, type GraphQLObjectType, type GraphQLSchema, GraphQLString, parse } from 'graphql';
import { CONTRIBUTED, POLICY } from './allow.js';
import { guardSchema, policies } from './guard-schema.js';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { open: String }
  type Mutation { change: Own }
  type Own @key(fields: "id") { id: ID! text: String foreign: Foreign }
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

  it('does not start where a denied field would take the whole object with it', () => {
    const schema = schemaWith(ALL);
    const added = (schema.getType('Foreign') as GraphQLObjectType).getFields()['added']!;
    added.type = new GraphQLNonNull(GraphQLString);
    expect(() => guardSchema(schema)).toThrow('may be denied or missing has to be nullable: Foreign.added');
  });

  it('does not start where another service that is down would take the whole object with it', () => {
    const schema = schemaWith(ALL);
    const field = (schema.getType('Own') as GraphQLObjectType).getFields()['foreign']!;
    field.type = new GraphQLNonNull(schema.getType('Foreign') as GraphQLObjectType);
    expect(() => guardSchema(schema)).toThrow('may be denied or missing has to be nullable: Own.foreign');
  });

  it('starts when all are decided', () => {
    expect(() => guardSchema(schemaWith(ALL))).not.toThrow();
  });
});
