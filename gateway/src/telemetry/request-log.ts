import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { UnknownCode } from '../graph/known-codes.js';
import type { Caller } from '../identity/callers.js';

/** What one line of the log says of a request. No subject, no variables, no text of the query. */
export interface RequestLine {
  readonly request: string;
  operation?: string;
  kind: 'query' | 'mutation' | 'subscription' | 'refused';
  caller?: Caller;
  readonly started: number;
}

/** A client chooses the name of its operation. So it is cut, and long runs of digits, which could be a PIN, are struck out. */
export const loggableName = (name: string): string => name.slice(0, 64).replace(/\d{6,}/g, '#');

export function logRequest(logger: Logger, line: RequestLine, status: number, codes: readonly string[]): void {
  logger.info(
    {
      request: line.request,
      operation: line.operation,
      kind: line.kind,
      roles: line.caller?.principal.roles,
      status,
      ms: Math.round((performance.now() - line.started) * 100) / 100,
      codes: codes.length > 0 ? codes : undefined,
    },
    'request',
  );
}

/** What happened, for our own use. A subgraph's error may quote a record in its text, so only its service and place are kept. */
export function logUnexpected(logger: Logger, request: string, error: unknown): void {
  if (error instanceof GraphQLError) {
    const { serviceName, code } = error.extensions;
    logger.error({ request, service: serviceName, code, path: error.path?.join('.') }, 'a subgraph failed');
  } else {
    logger.error({ request, err: error }, 'unexpected');
  }
}

const CODE = /^[A-Z][A-Z0-9_]{0,63}$/;

/** One line for an answer, however many rows hold them. What does not look like a code may be anything: it is left out. */
export function logUnknownCodes(logger: Logger, service: string, unknown: readonly UnknownCode[]): void {
  const fields = [...new Set(unknown.map(({ field }) => field))];
  const codes = [...new Set(unknown.map(({ value }) => value))].filter((value) => CODE.test(String(value)));
  logger.warn({ service, fields, codes, count: unknown.length }, 'codes that the supergraph does not know');
}
