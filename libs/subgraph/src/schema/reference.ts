import type { GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import type { SubgraphContext } from '../request/request-context.js';

export type ReferenceResolver = (
  reference: { id: string },
  context: SubgraphContext,
  info: GraphQLResolveInfo,
) => unknown;

/** Types with a key: they can be asked for by reference. */
export function entityTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  const entity = schema.getType('_Entity');
  return entity && 'getTypes' in entity ? [...entity.getTypes()] : [];
}

export function referenceResolver(type: GraphQLObjectType): ReferenceResolver | undefined {
  const { apollo } = type.extensions as { apollo?: { subgraph?: { resolveReference?: ReferenceResolver } } };
  return apollo?.subgraph?.resolveReference;
}
