import { EXTERNAL_ROLES, type Role } from '@kamkor/principal';
import type { Policy } from '@kamkor/subgraph';
import { POLICY, policies } from '@kamkor/subgraph';
import { type GraphQLSchema, isObjectType } from 'graphql';

const policyOf = (on: { extensions: object }) =>
  (on.extensions as Record<string, unknown>)[POLICY] as Policy | undefined;

/** Everything with a policy: operations, entity types, contributed fields, and fields of own types that have their own. */
export function decisionsOf(schema: GraphQLSchema): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [coordinate, policy] of policies(schema)) found.set(coordinate, policy?.roles ?? []);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const policy = policyOf(field);
      if (policy) found.set(`${type.name}.${field.name}`, policy.roles);
    }
  }
  return found;
}

/** Roles that are let through to a coordinate when it is asked for by reference: those of its type and its own. */
export function letThrough(decisions: ReadonlyMap<string, readonly string[]>, coordinate: string): readonly string[] {
  const own = decisions.get(coordinate) ?? [];
  const ofType = decisions.get(coordinate.split('.')[0]!);
  return ofType && coordinate.includes('.') ? own.filter((role) => ofType.includes(role)) : own;
}

/** Roles from outside that a field's own policy names. */
export const rolesOf = (extensions: Readonly<Record<string, unknown>>): Role[] =>
  EXTERNAL_ROLES.filter((role) => policyOf({ extensions })?.roles.includes(role));
