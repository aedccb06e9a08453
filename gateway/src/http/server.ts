import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Language } from '@kamkor/errors';
import type { Logger } from 'pino';
import type { AnswerTo } from '../answers/answer-errors.js';
import { noSuchAddress, wrongMethod } from '../answers/refusals.js';
import type { Graph } from '../graph/graph.js';
import type { GatewayMetrics } from '../telemetry/metrics.js';
import { logRequest, logUnexpected, type RequestLine } from '../telemetry/request-log.js';
import { ClientGone } from './body.js';
import { requestId } from './forwarded.js';
import { answerOperation, type CallerOf, type HttpAnswer, refusedAnswer } from './graphql-endpoint.js';

export interface ServerParts {
  readonly graph: Graph;
  readonly callerOf: CallerOf;
  readonly chooseLanguage: (acceptLanguage: string | undefined) => Language;
  readonly metrics: GatewayMetrics;
  readonly logger: Logger;
  /** False from the moment the process is told to stop. */
  readonly ready: () => boolean;
  /** What `POST /clock` answers; only where the legal clock is simulated. */
  readonly clock?: () => Promise<unknown>;
}

/** The gateway's HTTP: `POST /graphql`, and `GET` of `/livez`, `/readyz`, `/metrics`. */
export function httpServer(parts: ServerParts): Server {
  const limits = { requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 };
  return createServer(limits, (request, response) => {
    const path = request.url?.split('?', 1)[0];
    if (path === '/graphql') void graphql(parts, request, response);
    else void probe(parts, path, request, response);
  });
}

async function graphql(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { metrics, logger } = parts;
  const id = requestId(request.headers);
  const language = parts.chooseLanguage(request.headers['accept-language']);
  const to: AnswerTo = { language, requestId: id, unexpected: (error) => logUnexpected(logger, id, error) };
  const line: RequestLine = { request: id, kind: 'refused', started: performance.now() };
  metrics.began();
  let answer: HttpAnswer;
  try {
    if (request.method !== 'POST') throw wrongMethod({}, { allowed: 'POST' });
    answer = await answerOperation(request, parts.graph, parts.callerOf, language, line, to);
  } catch (error) {
    if (error instanceof ClientGone) return metrics.ended(line.kind, 499, seconds(line));
    answer = refusedAnswer(error, to);
  }
  const { status, body } = answer;
  send(parts, request, response, status, body, { 'kamkor-request-id': id, 'content-language': language });
  metrics.ended(line.kind, status, seconds(line));
  const codes = body.errors?.map((error) => error.extensions.code) ?? [];
  for (const code of codes) metrics.gaveError(code);
  logRequest(logger, line, status, codes);
}

const seconds = ({ started }: RequestLine): number => (performance.now() - started) / 1000;

function send(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body);
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  if (status === 405) headers.allow = 'POST';
  if (!request.complete || !parts.ready()) headers.connection = 'close';
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(text);
}

async function probe(
  parts: ServerParts,
  path: string | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  request.resume();
  if (path === '/clock' && request.method === 'POST' && parts.clock) {
    const answer = await parts.clock().then(
      (now) => ({ status: 200, now }),
      () => ({ status: 500, now: { error: 'the clock file is not readable' } }),
    );
    return send(parts, request, response, answer.status, answer.now);
  }
  if (request.method === 'GET' && path === '/livez') return send(parts, request, response, 200, { live: true });
  if (request.method === 'GET' && path === '/readyz') {
    return send(parts, request, response, parts.ready() ? 200 : 503, { ready: parts.ready() });
  }
  if (request.method === 'GET' && path === '/metrics') {
    const text = await parts.metrics.text();
    response.writeHead(200, { 'content-type': parts.metrics.contentType, 'cache-control': 'no-store' });
    response.end(text);
    return;
  }
  const language = parts.chooseLanguage(request.headers['accept-language']);
  const to: AnswerTo = { language, requestId: requestId(request.headers), unexpected: () => {} };
  const { status, body } = refusedAnswer(noSuchAddress(), to);
  send(parts, request, response, status, body);
}
