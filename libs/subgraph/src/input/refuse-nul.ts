import type { ApolloServerPlugin } from '@apollo/server';
import { isStorable, placeIn, textNotStorable, unstorableVariable } from '@kamkor/errors';
import { isScalarType, isSpecifiedScalarType, Kind, type TypeNode } from 'graphql';
import type { SubgraphContext } from '../request/request-context.js';

/**
 * PostgreSQL's text holds every character but U+0000, and half of a pair would come back as another one: both are refused
 * for all fields at once, before anything is asked.
 */
export const refuseNul: ApolloServerPlugin<SubgraphContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request, document, operation, schema }) {
        // Our own scalars read each value by themselves: a batch is refused item by item.
        const isReadLater = (type: TypeNode) => {
          const scalar = schema.getType(nameOf(type));
          return isScalarType(scalar) && !isSpecifiedScalarType(scalar);
        };
        const later = new Set(
          operation?.variableDefinitions
            ?.filter(({ type }) => isReadLater(type))
            .map(({ variable }) => variable.name.value),
        );
        const field =
          unstorableVariable(request.variables ?? {}, later, operation, document) ??
          placeIn(document, ({ kind, value }) => kind === Kind.STRING && !isStorable(value as string));
        if (field !== undefined) throw textNotStorable({ field });
      },
    };
  },
};

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));
