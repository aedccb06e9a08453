import { ERROR_CODES, type ErrorCode, type Language, Refusal, standard } from '@kamkor/errors';
import { GraphQLError } from 'graphql';
import { ServiceDown } from './service-down.js';

/** One entry of `errors` as a client sees it. */
export interface AnswerError {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: ErrorCode } & Record<string, unknown>;
}

export interface AnswerTo {
  readonly language: Language;
  readonly requestId: string;
  /** Told of each error of which the client learns nothing but the request's number. */
  unexpected(error: unknown): void;
}

const PUBLISHED = new Set<unknown>(ERROR_CODES);
const PASSED_ON = ['reason', 'field', 'state', 'allowed', 'request', 'service'] as const;
/** The gateway has validated the query: a service that finds fault with it has another schema than the graph. */
const schemaDiffers = ({ reason, field }: GraphQLError['extensions']) =>
  reason === 'DOES_NOT_FIT_SCHEMA' && field === 'query';

/** Turns whatever went wrong into what a client may see of it: a published code, or the request's number alone. */
export function answerError(error: unknown, to: AnswerTo): AnswerError {
  if (error instanceof Refusal) return fromRefusal(error, to);
  if (error instanceof ServiceDown) return fromRefusal(error.refusal, to, { service: error.service });
  if (!(error instanceof GraphQLError)) return unexpected(error, to);
  const { originalError, path, locations, extensions, message } = error;
  if (originalError instanceof Refusal) return { ...fromRefusal(originalError, to), locations };
  const { code } = extensions;
  if (!PUBLISHED.has(code) || code === 'INTERNAL_SERVER_ERROR' || schemaDiffers(extensions)) {
    return { ...unexpected(error, to), path };
  }
  const kept: Record<string, unknown> = {};
  for (const name of PASSED_ON) if (extensions[name] !== undefined) kept[name] = extensions[name];
  return { message, path, extensions: { code: code as ErrorCode, ...kept } };
}

/**
 * A value that had to be there is missing: the planner has put null higher up and hides that in an extension. For the
 * client it is a record that was not found, and not an empty one.
 */
export const incomplete = (path: readonly (string | number)[] | undefined, to: AnswerTo): AnswerError => ({
  ...fromRefusal(standard.notFound(), to),
  path,
});

function fromRefusal(refusal: Refusal, to: AnswerTo, more: Record<string, unknown> = {}): AnswerError {
  const { code, reason, details } = refusal;
  return { message: refusal.in(to.language), extensions: { code, reason, ...details, ...more } };
}

function unexpected(error: unknown, to: AnswerTo): AnswerError {
  to.unexpected(error);
  return fromRefusal(standard.internal({}, { request: to.requestId }), to, { request: to.requestId });
}
