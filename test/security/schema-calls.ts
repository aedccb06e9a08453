import { POLICY, type Policy } from '@kamkor/subgraph';
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { sampleOf } from './sample-values.js';

export interface Call {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

type Field = GraphQLField<unknown, unknown>;

/**
 * The call that asks for exactly one coordinate, and no more of what it gives than its type's name, so that no other
 * policy answers instead. `ids` are those of rows, real or not, by type.
 */
export function callOf(schema: GraphQLSchema, coordinate: string, ids: Readonly<Record<string, string>>): Call {
  const [typeName, fieldName] = coordinate.split('.') as [string, string?];
  const type = schema.getType(typeName) as GraphQLObjectType;
  const field = fieldName ? type.getFields()[fieldName] : undefined;
  if (type === schema.getQueryType() || type === schema.getMutationType()) {
    const asked = fieldCall(field!, ids);
    const operation = type === schema.getQueryType() ? 'query' : 'mutation';
    return { query: `${operation} ${asked.declared} { ${asked.text} }`, variables: asked.variables };
  }
  const way = field && wayTo(schema, type);
  if (way) return throughWay(way, field, ids);
  const id = ids[typeName];
  if (!id) throw new Error(`no row of ${typeName} is known`);
  const asked = field ? fieldCall(field, ids) : { declared: '', text: 'id', variables: {} };
  const declared = ['$r: [_Any!]!', asked.declared.replace(/^\(|\)$/g, '')].filter(Boolean).join(', ');
  return {
    query: `query (${declared}) { _entities(representations: $r) { ... on ${typeName} { ${asked.text} } } }`,
    variables: { ...asked.variables, r: [{ __typename: typeName, id }] },
  };
}

/** Fields that lead from a query to a type that has no key, such as a part of a report; none for one with a key. */
function wayTo(schema: GraphQLSchema, type: GraphQLObjectType): Field[] | undefined {
  const entities = schema.getType('_Entity');
  if (entities && 'getTypes' in entities && entities.getTypes().includes(type)) return undefined;
  for (const query of Object.values(schema.getQueryType()!.getFields()) as Field[]) {
    const answer = getNamedType(query.type);
    if (answer === type) return [query];
    if (query.name.startsWith('_') || !isObjectType(answer)) continue;
    const next = (Object.values(answer.getFields()) as Field[]).find((field) => getNamedType(field.type) === type);
    if (next) return [query, next];
  }
  return undefined;
}

function throughWay([query, ...rest]: readonly Field[], field: Field, ids: Readonly<Record<string, string>>): Call {
  const { declared, text, variables } = fieldCall(query!, ids);
  const below = [...rest.map(({ name }) => name), fieldCall(field, ids).text];
  const selection = below.reduceRight((inside, name) => (inside ? `${name} { ${inside} }` : name), '');
  return { query: `query ${declared} { ${text.replace(/ \{ __typename \}$/, '')} { ${selection} } }`, variables };
}

function fieldCall(field: Field, ids: Readonly<Record<string, string>>) {
  const args = field.args.filter(isRequiredArgument);
  const given = getNamedType(field.type);
  const value = (arg: (typeof args)[number]) =>
    arg.name === 'id' && ids[given.name] ? ids[given.name] : sampleOf(arg.type, arg.name);
  const passed = args.map(({ name }) => `${name}: $${name}`).join(', ');
  return {
    declared: args.length > 0 ? `(${args.map(({ name, type }) => `$${name}: ${type}`).join(', ')})` : '',
    text: `${field.name}${passed ? `(${passed})` : ''}${isLeafType(given) ? '' : ' { __typename }'}`,
    variables: Object.fromEntries(args.map((arg) => [arg.name, value(arg)])),
  };
}

/** Everything that a role may ask below a type, `depth` types down, without arguments. Empty where there is nothing. */
export function everythingBelow(type: GraphQLObjectType, role: string, depth: number): string {
  const parts = Object.values(type.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument) || !isOpenTo(field, role)) return [];
    const named = getNamedType(field.type);
    if (isLeafType(named)) return [field.name];
    if (!isObjectType(named) || depth === 0) return [];
    const below = everythingBelow(named, role, depth - 1);
    return below ? [`${field.name} { ${below} }`] : [];
  });
  return parts.join(' ');
}

function isOpenTo(field: Field, role: string): boolean {
  const policy = (field.extensions as Record<string, unknown>)[POLICY] as Policy | undefined;
  return !policy || (policy.roles as readonly string[]).includes(role);
}
