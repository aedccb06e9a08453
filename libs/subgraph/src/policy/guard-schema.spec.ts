import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  GraphQLEnumType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  parse,
} from 'graphql';
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

  it('does not start where one refused mutation would hide the answers of the others', () => {
    const schema = schemaWith(ALL);
    const field = (schema.getType('Mutation') as GraphQLObjectType).getFields()['change']!;
    field.type = new GraphQLNonNull(schema.getType('Own') as GraphQLObjectType);
    expect(() => guardSchema(schema)).toThrow('a mutation has to be nullable, or one that is refused hides');
  });

  it.each<[string, (code: GraphQLEnumType) => GraphQLOutputType]>([
    ['a code', (code) => new GraphQLNonNull(code)],
    ['a list of codes', (code) => new GraphQLList(new GraphQLNonNull(code))],
    ['a list that is never null', (code) => new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(code)))],
  ])('does not start where a code of the next release would empty a list: %s', (_, typeOf) => {
    const schema = schemaWith(ALL);
    const field = (schema.getType('Own') as GraphQLObjectType).getFields()['text']!;
    const code = new GraphQLEnumType({ name: 'State', values: { OPEN: {} } });
    field.type = typeOf(code);
    expect(() => guardSchema(schema)).toThrow('a code in an answer has to be nullable');
    expect(() => guardSchema(schema)).toThrow(': Own.text');
    field.type = new GraphQLNonNull(new GraphQLList(code));
    expect(() => guardSchema(schema)).not.toThrow();
  });

  it('starts when all are decided', () => {
    expect(() => guardSchema(schemaWith(ALL))).not.toThrow();
  });
});
