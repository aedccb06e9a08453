import { hash } from 'node:crypto';
import { standard } from '@kamkor/errors';
import { type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { BoundedMap } from '../bounded-map.js';
import { IssuerUnavailable } from './issuer.js';

const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
const CLOCK_TOLERANCE_SECONDS = 5;
const REMEMBERED_TOKENS = 20_000;
const BEARER = /^Bearer ([\w~+/-]+\.[\w~+/-]+\.[\w~+/-]+)$/i;

/**
 * Verifies `Authorization: Bearer …` against one issuer and audience, by the real clock, with asymmetric algorithms
 * only. `make` turns the claims into what the caller needs; that is remembered by the token's SHA-256 until `exp`.
 * Refuses with UNAUTHENTICATED; lets {@link IssuerUnavailable} pass.
 */
export function tokenVerifier<T>(
  expected: { readonly issuer: string; readonly audience: string; readonly keys: JWTVerifyGetKey },
  make: (claims: JWTPayload) => T | null,
) {
  const known = new BoundedMap<T>(REMEMBERED_TOKENS);

  return async (authorization: string): Promise<T> => {
    const token = BEARER.exec(authorization)?.[1];
    if (!token) throw standard.unauthenticated();
    const fingerprint = hash('sha256', token, 'base64');
    const remembered = known.get(fingerprint);
    if (remembered) return remembered;

    const claims = await verified(token);
    const made = make(claims);
    if (!made) throw standard.unauthenticated();
    known.set(fingerprint, made, claims.exp! * 1000);
    return made;
  };

  async function verified(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, expected.keys, {
        issuer: expected.issuer,
        audience: expected.audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'sub'],
      });
      return payload;
    } catch (error) {
      if (error instanceof IssuerUnavailable) throw error;
      throw standard.unauthenticated();
    }
  }
}
