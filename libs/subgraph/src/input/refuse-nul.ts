import type { ApolloServerPlugin } from '@apollo/server';
import { isStorable } from '@kamkor/errors';
import {
  type DocumentNode,
  type GraphQLSchema,
  isScalarType,
  isSpecifiedScalarType,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { SubgraphContext } from '../request/request-context.js';
import { badInput } from './bad-input.js';

export const holdsNul = badInput('NUL_CHARACTER', {
  ky: 'Текстте U+0000 белгиси же жупсуз суррогат болбошу керек.',
  ru: 'В тексте не может быть символа U+0000 или непарного суррогата.',
  en: 'A text cannot contain the character U+0000 or half of a surrogate pair.',
});

/**
 * PostgreSQL's text holds every character but U+0000, and half of a pair would come back as another one: both are refused
 * for all fields at once, before anything is asked.
 */
export const refuseNul: ApolloServerPlugin<SubgraphContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request, document, operation, schema }) {
        const field = nulIn(textsOf(request.variables ?? {}, schema, operation ?? undefined)) ?? inLiterals(document);
        if (field !== undefined) throw holdsNul({ field });
      },
    };
  },
};

/** Without the variables of our own scalars, which read each value by themselves: a batch is refused item by item. */
function textsOf(
  variables: Readonly<Record<string, unknown>>,
  schema: GraphQLSchema,
  operation: OperationDefinitionNode | undefined,
): Record<string, unknown> {
  const texts = { ...variables };
  for (const { variable, type } of operation?.variableDefinitions ?? []) {
    let named = type;
    while (named.kind !== Kind.NAMED_TYPE) named = named.type;
    const scalar = schema.getType(named.name.value);
    if (isScalarType(scalar) && !isSpecifiedScalarType(scalar)) delete texts[variable.name.value];
  }
  return texts;
}

/** Where in a value a text that cannot be stored stands: `input.mother.familyName`. */
export function nulIn(value: unknown, path: readonly string[] = []): string | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : path.join('.');
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, below] of Object.entries(value)) {
    const found = isStorable(key) ? nulIn(below, [...path, key]) : path.join('.');
    if (found !== undefined) return found;
  }
  return undefined;
}

function inLiterals(document: DocumentNode): string | undefined {
  let found: string | undefined;
  const names: string[] = [];
  const named = {
    enter: ({ name }: { name: { value: string } }) => void names.push(name.value),
    leave: () => void names.pop(),
  };
  visit(document, {
    Argument: named,
    ObjectField: named,
    StringValue: ({ value }) => {
      if (!isStorable(value)) found ??= names.join('.');
    },
  });
  return found;
}
