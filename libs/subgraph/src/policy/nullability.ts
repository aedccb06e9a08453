import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { CONTRIBUTED, POLICY } from './allow.js';

type Field = GraphQLField<unknown, unknown>;

/**
 * Where the schema says "never null" of what may be missing: GraphQL would then take away the object around it, or the
 * whole list. One sentence for each kind of mistake; none where all is well. ARCHITECTURE.md has the rule.
 */
export function wronglyNonNull(schema: GraphQLSchema): string[] {
  const mutation = schema.getMutationType();
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('_'))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));
  const isRoot = (type: GraphQLObjectType) => type === mutation || type === schema.getQueryType();
  const named = (isWrong: (type: GraphQLObjectType, field: Field) => boolean) =>
    fields.filter(({ type, field }) => isWrong(type, field)).map(({ type, field }) => `${type.name}.${field.name}`);
  const said = (rule: string, coordinates: readonly string[]) =>
    coordinates.length > 0 ? [`${rule}: ${coordinates.join(', ')}`] : [];
  return [
    ...said(
      'a field that may be denied or missing has to be nullable',
      named((type, field) => !isRoot(type) && isNonNullType(field.type) && (hasPolicy(field) || leadsElsewhere(field))),
    ),
    ...said(
      'a mutation has to be nullable, or one that is refused hides the answers of the others in its request',
      named((type, field) => type === mutation && isNonNullType(field.type)),
    ),
    ...said(
      'a code in an answer has to be nullable, for a gateway of this release does not know those of the next',
      named((_type, field) => neverNullCode(field.type)),
    ),
  ];
}

const extensionOf = (on: { extensions: object }, name: string): unknown =>
  (on.extensions as Record<string, unknown>)[name];

const hasPolicy = (field: Field): boolean => extensionOf(field, POLICY) !== undefined;

/** To an entity of which another service gives the rest, and may be down. */
function leadsElsewhere(field: Field): boolean {
  const type = getNamedType(field.type);
  return isObjectType(type) && extensionOf(type, CONTRIBUTED) !== undefined;
}

function neverNullCode(type: GraphQLOutputType): boolean {
  if (isListType(type)) return neverNullCode(type.ofType);
  return isNonNullType(type) && (isEnumType(type.ofType) || neverNullCode(type.ofType));
}
