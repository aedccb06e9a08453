import type { IncomingMessage } from 'node:http';
import type { Language } from '@kamkor/errors';
import { type AnswerError, type AnswerTo, answerError, incomplete } from '../answers/answer-errors.js';
import { refusedStatus, statusOf } from '../answers/status.js';
import { Refusals } from '../graph/documents.js';
import type { Graph } from '../graph/graph.js';
import type { Caller } from '../identity/callers.js';
import { loggableName, type RequestLine } from '../telemetry/request-log.js';
import { readJson } from './body.js';
import { forwardedHeaders } from './forwarded.js';
import { operationRequest } from './operation-request.js';

export interface HttpAnswer {
  readonly status: number;
  readonly body: { readonly errors?: readonly AnswerError[]; readonly data?: unknown };
}

export type CallerOf = (authorization: string | undefined, requestId: string) => Promise<Caller>;

/** Answers one POST of the graph. Throws only where the client went away. */
export async function answerOperation(
  incoming: IncomingMessage,
  graph: Graph,
  callerOf: CallerOf,
  language: Language,
  line: RequestLine,
  to: AnswerTo,
): Promise<HttpAnswer> {
  const body = await readJson(incoming);
  const caller = await callerOf(incoming.headers.authorization, line.request);
  line.caller = caller;
  const headers = forwardedHeaders(incoming.headers, line.request, language);
  const prepared = graph.prepare(operationRequest(body));
  const { operation } = prepared;
  line.kind = operation.operation;
  if (operation.name) line.operation = loggableName(operation.name.value);
  // A mutation by somebody whom we know only in part might be refused, or done, for the wrong reason.
  if (caller.caveat && operation.operation === 'mutation') throw caller.caveat;

  const outcome = await graph.execute(prepared, { caller, headers });
  const errors = (outcome.errors ?? []).map((error) => answerError(error, to));
  if (caller.caveat) errors.push(answerError(caller.caveat, to));
  for (const path of outcome.incomplete) errors.push(incomplete(path, to));
  if (outcome.data === undefined && errors.length > 0) return { status: refusedStatus(errors[0]!), body: { errors } };
  return {
    status: statusOf(operation, errors),
    body: errors.length > 0 ? { errors, data: outcome.data ?? null } : { data: outcome.data },
  };
}

/** The answer to a request that was not executed. */
export function refusedAnswer(error: unknown, to: AnswerTo): HttpAnswer {
  const errors = error instanceof Refusals ? error.all.map((one) => answerError(one, to)) : [answerError(error, to)];
  return { status: refusedStatus(errors[0]!), body: { errors } };
}
