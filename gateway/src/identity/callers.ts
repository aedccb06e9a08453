import { standard } from '@kamkor/errors';
import { NOBODY, type Principal } from '@kamkor/principal';
import { withoutAnswer } from '../answers/refusals.js';
import { ServiceDown } from '../answers/service-down.js';
import type { Identity } from './claims.js';
import { IssuerUnavailable } from './issuer.js';
import { type PersonByIdentifier, RegistryUnavailable } from './persons.js';

/** A signature lives 60 s; half of that is left for the request with which it is sent. */
const RE_SIGNED_AFTER_MS = 30_000;

/** Who a request is made for. */
export interface Caller {
  readonly principal: Principal;
  /** The signed principal for a subgraph's header; the same text for up to 30 s. */
  signed(): string;
  /** What the answer must say beside its data, because we could not find out all about the caller. */
  readonly caveat?: ServiceDown;
}

/** What is remembered of one token. */
export interface Bearer extends Identity {
  caller: Caller;
}

export type Sign = (principal: Principal) => string;

export function callerFor(principal: Principal, sign: Sign, caveat?: ServiceDown): Caller {
  let header = '';
  let madeAt = Number.NEGATIVE_INFINITY;
  return {
    principal,
    caveat,
    signed() {
      const now = Date.now();
      if (Math.abs(now - madeAt) > RE_SIGNED_AFTER_MS) {
        header = sign(principal);
        madeAt = now;
      }
      return header;
    },
  };
}

/**
 * Gives the caller of an `Authorization` header: nobody without one, else what its verified token says, with the
 * citizen's person added. When the registry can't say who a citizen is, a citizen who is nothing else is refused
 * (an empty answer would read as "you have no records"); an official goes on working, with a caveat.
 */
export function callers(
  verify: (authorization: string) => Promise<Bearer>,
  personByIdentifier: PersonByIdentifier,
  sign: Sign,
) {
  const nobody = callerFor(NOBODY, sign);

  return async (authorization: string | undefined, requestId: string): Promise<Caller> => {
    if (authorization === undefined) return nobody;
    const bearer = await known(authorization);
    if (bearer.pin === null) return bearer.caller;
    try {
      const person = await personByIdentifier(bearer.pin, requestId);
      if (bearer.caller.principal.person !== person) {
        bearer.caller = callerFor({ ...bearer.principal, person }, sign);
      }
      return bearer.caller;
    } catch (error) {
      if (!(error instanceof RegistryUnavailable)) throw error;
      return unidentified(bearer);
    }
  };

  async function known(authorization: string): Promise<Bearer> {
    try {
      return await verify(authorization);
    } catch (error) {
      if (!(error instanceof IssuerUnavailable)) throw error;
      throw new ServiceDown('identity', withoutAnswer({}, { service: 'identity' }));
    }
  }

  function unidentified(bearer: Bearer): Caller {
    const service = 'civil-registry';
    if (bearer.principal.roles.every((role) => role === 'citizen')) {
      throw new ServiceDown(service, withoutAnswer({}, { service }));
    }
    return callerFor(bearer.principal, sign, new ServiceDown(service, standard.unavailable({}, { service })));
  }
}
