import type { Language } from '@kamkor/errors';
import { RequestScope } from '@kamkor/persistence';
import { PRINCIPAL_HEADER, type Principal } from '@kamkor/principal';
import { requestIdOf } from '@kamkor/service';
import type { Clock } from '@kamkor/time';
import type { Request, RequestHandler } from 'express';
import type { DataSource } from 'typeorm';

/** The GraphQL context of a subgraph. */
export interface SubgraphContext {
  readonly req: Request;
  readonly scope: RequestScope;
  readonly language: Language;
  readonly idempotencyKey: string | undefined;
  /** The name of the service, as its database knows it. */
  readonly service: string;
}

const scopes = new WeakMap<Request, Pick<SubgraphContext, 'scope' | 'service'>>();

export interface RequestScopeOptions {
  readonly dataSource: DataSource;
  readonly clock: Clock;
  readonly verify: (token: string | undefined) => Principal;
}

/** Verifies the principal and runs the rest of the request in its scope. Without the gateway's signature: 401. */
export const requestScope =
  ({ dataSource, clock, verify }: RequestScopeOptions): RequestHandler =>
  (request, response, next) => {
    let principal: Principal;
    try {
      principal = verify(request.header(PRINCIPAL_HEADER));
    } catch {
      response
        .status(401)
        .json({ errors: [{ message: 'no valid principal', extensions: { code: 'UNAUTHENTICATED' } }] });
      return;
    }
    const scope = new RequestScope(dataSource, clock, {
      principal,
      operation: 'graphql',
      purpose: request.header('kamkor-purpose')?.slice(0, 200) ?? '',
      requestId: requestIdOf(request.headers),
    });
    scopes.set(request, { scope, service: serviceOf(dataSource) });
    response.once('close', () => void scope.close().catch(() => undefined));
    scope.run(next);
  };

export function contextOf(request: Request): SubgraphContext {
  const known = scopes.get(request);
  if (!known) throw new Error('the request has no scope');
  return {
    req: request,
    ...known,
    language: languageOf(request.header('accept-language')),
    idempotencyKey: request.header('idempotency-key'),
  };
}

const serviceOf = ({ options }: DataSource): string => ('applicationName' in options && options.applicationName) || '';

function languageOf(header: string | undefined): Language {
  const first = header?.slice(0, 2).toLowerCase();
  return first === 'ky' || first === 'ru' || first === 'kk' ? first : 'en';
}
