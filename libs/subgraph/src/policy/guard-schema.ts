import { standard } from '@kamkor/errors';
import { hasRole } from '@kamkor/principal';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql';
import { boundAnswer } from '../answer/bound-answer.js';
import { placeRefusals } from '../answer/place-refusal.js';
import { noteRead } from '../request/note-read.js';
import type { SubgraphContext } from '../request/request-context.js';
import { runMutation } from '../request/run-mutation.js';
import { entityTypes, type ReferenceResolver, referenceResolver } from '../schema/reference.js';
import { CONTRIBUTED, POLICY, type Policy, TRAILED, type Trailed } from './allow.js';
import { wronglyNonNull } from './nullability.js';

type Field = GraphQLField<unknown, SubgraphContext>;

const policyOf = (on: { extensions: object }) =>
  (on.extensions as Record<string, unknown>)[POLICY] as Policy | undefined;
const trailedOf = (type: GraphQLObjectType) =>
  (type.extensions as Record<string, unknown>)[TRAILED] as Trailed | undefined;
const isContributed = (type: GraphQLObjectType) =>
  (type.extensions as Record<string, unknown>)[CONTRIBUTED] !== undefined;
const isRoot = (schema: GraphQLSchema, type: GraphQLObjectType) =>
  type === schema.getQueryType() || type === schema.getMutationType();

/** Everything in the schema that needs a decision of who may use it, by its coordinate, with the decision. */
export function policies(schema: GraphQLSchema): Map<string, Policy | undefined> {
  const found = new Map<string, Policy | undefined>();
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      if (!field.name.startsWith('_')) found.set(`${root?.name}.${field.name}`, policyOf(field));
    }
  }
  for (const type of entityTypes(schema)) {
    if (!isContributed(type)) found.set(type.name, policyOf(type));
    else {
      for (const field of Object.values(type.getFields())) {
        if (field.name !== 'id') found.set(`${type.name}.${field.name}`, policyOf(field));
      }
    }
  }
  return found;
}

/**
 * Applies policies, transactions and the trail on the built schema, so that nothing that Nest treats as a property
 * resolver is left out. Throws where a policy is missing, or where what is missing would take more than itself with
 * it: the service does not start.
 */
export function guardSchema(schema: GraphQLSchema): GraphQLSchema {
  const missing = [...policies(schema)].filter(([, policy]) => !policy).map(([coordinate]) => coordinate);
  if (missing.length > 0) throw new Error(`no policy is declared for: ${missing.join(', ')}`);
  const mistakes = wronglyNonNull(schema);
  if (mistakes.length > 0) throw new Error(mistakes.join('; '));
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()) as Field[]) guardField(schema, type, field);
  }
  for (const type of entityTypes(schema)) guardReferences(type);
  return schema;
}

function guardField(schema: GraphQLSchema, type: GraphQLObjectType, field: Field): void {
  const coordinate = `${type.name}.${field.name}`;
  boundAnswer(field as GraphQLField<unknown, object>);
  placeRefusals(field, coordinate);
  const resolve = field.resolve ?? defaultFieldResolver;
  const policy = policyOf(field);
  const named = getNamedType(field.type);
  const trailed = isObjectType(named) ? trailedOf(named) : undefined;
  if (type === schema.getMutationType()) {
    field.resolve = async (source, args, context, info) => {
      check(policy, coordinate, context);
      const result = await runMutation({
        coordinate,
        args,
        context,
        info,
        resolve: () => resolve(source, args, context, info),
      });
      await context.scope.read();
      return noteRead(trailed, result, coordinate);
    };
  } else if (isRoot(schema, type)) {
    field.resolve = async (source, args, context, info) => {
      if (policy) check(policy, coordinate, context);
      await context.scope.read();
      return noteRead(trailed, await resolve(source, args, context, info), coordinate);
    };
  } else if (policy || trailed) {
    field.resolve = async (source, args, context, info) => {
      if (policy) check(policy, coordinate, context);
      return noteRead(trailed, await resolve(source, args, context, info), coordinate);
    };
  }
}

function guardReferences(type: GraphQLObjectType): void {
  const resolve = referenceResolver(type);
  if (!resolve) return;
  const policy = policyOf(type);
  const trailed = trailedOf(type);
  const guarded: ReferenceResolver = async (reference, context, info) => {
    if (policy) check(policy, type.name, context);
    await context.scope.read();
    return noteRead(trailed, await resolve(reference, context, info), type.name);
  };
  const { apollo } = type.extensions as { apollo: { subgraph: object } };
  type.extensions = {
    ...type.extensions,
    apollo: { ...apollo, subgraph: { ...apollo.subgraph, resolveReference: guarded } },
  } as GraphQLObjectType['extensions'];
}

/** By role alone, before any row is looked at, so that a refusal says nothing about what exists. */
function check(policy: Policy | undefined, coordinate: string, context: SubgraphContext): void {
  if (!policy || !hasRole(context.scope.occasion.principal, policy.roles)) {
    throw standard.forbidden({}, { operation: coordinate });
  }
}
