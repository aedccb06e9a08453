import type { ApolloServerPlugin } from '@apollo/server';
import { type FieldNode, Kind, type OperationDefinitionNode } from 'graphql';
import { type Fragments, purposeOf } from './purpose-of.js';
import type { SubgraphContext } from './request-context.js';

/** Names the request in the trail by what it asks for: `Query.birthNotifications`, `Reference.Person`. */
export const nameRequest: ApolloServerPlugin<SubgraphContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, document, schema, contextValue, request }) {
        if (!operation) return;
        const { scope } = contextValue;
        const [first] = rootFields(operation);
        const asked = rootFields(operation).map((field) => nameOf(field, request.variables));
        const isMutation = operation.operation === 'mutation';
        const fragments: Fragments = Object.fromEntries(
          document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
        );
        const root = isMutation ? schema.getMutationType() : schema.getQueryType();
        const purpose = scope.occasion.purpose || purposeOf(schema, root, first, fragments) || 'unstated';
        const name = asked[0]?.startsWith('Reference.')
          ? asked[0]
          : `${isMutation ? 'Mutation' : 'Query'}.${asked.join('+')}`;
        scope.name(name.slice(0, 120), purpose);
      },
    };
  },
};

const rootFields = (operation: OperationDefinitionNode): FieldNode[] =>
  operation.selectionSet.selections.filter((selection) => selection.kind === Kind.FIELD);

function nameOf({ name }: FieldNode, variables: Record<string, unknown> | undefined): string {
  if (name.value !== '_entities') return name.value;
  const representations = Object.values(variables ?? {}).find(Array.isArray) as { __typename?: string }[] | undefined;
  return `Reference.${String(representations?.[0]?.__typename ?? 'unknown').slice(0, 40)}`;
}
