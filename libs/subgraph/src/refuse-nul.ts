import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, visit } from 'graphql';
import { badInput } from './bad-input.js';
import type { SubgraphContext } from './request-context.js';

const holdsNul = badInput('NUL_CHARACTER', {
  ky: 'Текстте U+0000 белгиси болбошу керек.',
  ru: 'В тексте не может быть символа U+0000.',
  en: 'A text cannot contain the character U+0000.',
});

/** PostgreSQL's text holds every character but U+0000: it is refused for all fields at once, before anything is asked. */
export const refuseNul: ApolloServerPlugin<SubgraphContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ request, document }) {
        const field = inVariables(request.variables) ?? inLiterals(document);
        if (field !== undefined) throw holdsNul({ field });
      },
    };
  },
};

function inVariables(value: unknown, path: readonly string[] = []): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path.join('.') : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, below] of Object.entries(value)) {
    const found = inVariables(below, [...path, key]);
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
      if (value.includes('\0')) found ??= names.join('.');
    },
  });
  return found;
}
