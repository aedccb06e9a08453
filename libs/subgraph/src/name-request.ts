import type { ApolloServerPlugin } from '@apollo/server';
import { type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { POLICY, type Policy } from './allow.js';
import type { SubgraphContext } from './request-context.js';

/** Names the request in the trail by what it asks for: `Query.birthNotifications`, `Reference.Person`. */
export const nameRequest: ApolloServerPlugin<SubgraphContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, schema, contextValue, request }) {
        if (!operation) return;
        const { scope } = contextValue;
        const asked = rootFields(operation, request.variables);
        const purpose = scope.occasion.purpose || purposeOf(schema, operation, asked[0]) || 'unstated';
        const root = operation.operation === 'mutation' ? 'Mutation' : 'Query';
        const name = asked[0]?.startsWith('Reference.') ? asked[0] : `${root}.${asked.join('+')}`;
        scope.name(name.slice(0, 120), purpose);
      },
    };
  },
};

function rootFields(operation: OperationDefinitionNode, variables: Record<string, unknown> | undefined): string[] {
  return operation.selectionSet.selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) return [];
    if (selection.name.value !== '_entities') return [selection.name.value];
    const representations = Object.values(variables ?? {}).find(Array.isArray) as { __typename?: string }[] | undefined;
    return [`Reference.${String(representations?.[0]?.__typename ?? 'unknown').slice(0, 40)}`];
  });
}

function purposeOf(schema: GraphQLSchema, operation: OperationDefinitionNode, field = ''): string | undefined {
  const root = operation.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  const extensions = root?.getFields()[field]?.extensions as Record<string, unknown> | undefined;
  return (extensions?.[POLICY] as Policy | undefined)?.purpose;
}
