import type { ApolloServerPlugin } from '@apollo/server';
import { placeOf, refusalIn, schemaRefusal, standard } from '@kamkor/errors';
import type { DocumentNode, GraphQLError } from 'graphql';
import { databaseGone } from '../request/database-gone.js';
import type { SubgraphContext } from '../request/request-context.js';

export type LogUnexpected = (error: unknown, requestId: string) => void;

const CLIENT_CODES = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST']);

/** Turns what went wrong into a published code and a sentence in the caller's language; the cause stays in the log. */
export function languageErrors(log: LogUnexpected): ApolloServerPlugin<SubgraphContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue, document }) {
          for (const error of errors) translate(error, contextValue, document, log);
        },
      };
    },
  };
}

function translate(
  error: GraphQLError,
  context: SubgraphContext,
  document: DocumentNode | undefined,
  log: LogUnexpected,
): void {
  const place = placeOf(error, document);
  const known = refusalIn(error) ?? (isClientFault(error) ? schemaRefusal(error.message, place ?? 'query') : undefined);
  const requestId = context.scope.occasion.requestId;
  if (!known) log(error.originalError ?? error, requestId);
  else if (known.cause) log(known.cause, requestId);
  const refusal =
    known ??
    databaseGone(error.originalError ?? error, context, error.path?.[0]) ??
    standard.internal({}, { request: requestId });
  const field = refusal.details.field ?? (known ? place : undefined);
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
