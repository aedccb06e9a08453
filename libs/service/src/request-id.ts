import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Set by the gateway, and taken up by every subgraph that the request reaches. */
export const REQUEST_ID_HEADER = 'kamkor-request-id';

/** The caller's request id where it is well formed (8–64 letters, digits, `-`, `_`), else a new one: it ends up in logs. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers[REQUEST_ID_HEADER];
  return typeof given === 'string' && /^[A-Za-z0-9_-]{8,64}$/.test(given) ? given : randomUUID();
}
