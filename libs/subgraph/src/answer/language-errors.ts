import type { ApolloServerPlugin } from '@apollo/server';
import { placeIn, Refusal, schemaRefusal, standard } from '@kamkor/errors';
import { GraphQLError } from 'graphql';
import { databaseGone } from '../request/database-gone.js';
import type { SubgraphContext } from '../request/request-context.js';

export type LogUnexpected = (error: unknown, requestId: string) => void;

/** The refusal at the bottom of nested GraphQL errors, if there is one. */
export function refusalIn(error: unknown): Refusal | undefined {
  let current: unknown = error;
  while (current instanceof GraphQLError && current.originalError) current = current.originalError;
  return current instanceof Refusal ? current : undefined;
}

const CLIENT_CODES = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST']);

/** Turns what went wrong into a published code and a sentence in the caller's language; the cause stays in the log. */
export function languageErrors(log: LogUnexpected): ApolloServerPlugin<SubgraphContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) translate(error, contextValue, log);
        },
      };
    },
  };
}

function translate(error: GraphQLError, context: SubgraphContext, log: LogUnexpected): void {
  const known = refusalIn(error) ?? (isClientFault(error) ? schemaRefusal(error.message) : undefined);
  const requestId = context.scope.occasion.requestId;
  if (!known) log(error.originalError ?? error, requestId);
  const refusal =
    known ?? databaseGone(error.originalError ?? error, context) ?? standard.internal({}, { request: requestId });
  const field = refusal.details.field ?? (known ? placeIn(error.message) : undefined);
  rewrite(error, refusal.in(context.language), {
    code: refusal.code,
    reason: refusal.reason,
    ...refusal.details,
    ...(field ? { field } : {}),
    ...(refusal.code === 'INTERNAL_SERVER_ERROR' ? { request: requestId } : {}),
  });
}

function isClientFault(error: GraphQLError): boolean {
  return (
    CLIENT_CODES.has(String(error.extensions.code)) || (!error.originalError && error.extensions.code === undefined)
  );
}

function rewrite(error: GraphQLError, message: string, extensions: Record<string, unknown>): void {
  error.message = message;
  (error as { extensions: Record<string, unknown> }).extensions = extensions;
}
