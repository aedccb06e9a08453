import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Language } from '@kamkor/errors';
import * as refusals from '../answers/refusals.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
const VISIBLE_ASCII = /^[\x20-\x7e]{1,200}$/;
const PASSED_ON = ['idempotency-key', 'kamkor-purpose'] as const;

/** The request's number: the caller's own when it is a UUID (anything freer could carry a PIN into logs), else a new one. */
export function requestId(headers: IncomingHttpHeaders): string {
  const given = headers['kamkor-request-id'];
  return typeof given === 'string' && UUID.test(given) ? given : randomUUID();
}

/**
 * Headers for every subgraph of one request, without the principal. Nothing else of the client's headers goes on, so
 * a `kamkor-principal` of its own making ends here. Throws a refusal for an unusable key or purpose.
 */
export function forwardedHeaders(incoming: IncomingHttpHeaders, id: string, language: Language) {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json',
    'accept-language': language,
    'kamkor-request-id': id,
  };
  for (const header of PASSED_ON) {
    const value = incoming[header];
    if (value === undefined) continue;
    if (typeof value !== 'string' || !VISIBLE_ASCII.test(value)) throw refusals.headerInvalid({}, { header });
    headers[header] = value;
  }
  const { traceparent } = incoming;
  if (typeof traceparent === 'string' && TRACEPARENT.test(traceparent)) headers.traceparent = traceparent;
  return headers;
}
