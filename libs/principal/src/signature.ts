import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Principal } from './principal.js';

/** Header in which the gateway hands the signed principal to a subgraph. */
export const PRINCIPAL_HEADER = 'kamkor-principal';
const LIFETIME_SECONDS = 60;

export class PrincipalRefused extends Error {}

/** A fresh Ed25519 pair as PEM: the private key belongs to the gateway, the public key to every subgraph. */
export function generatePrincipalKeys(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/**
 * Signs principals: `base64url(json).base64url(signature)`, where json is `{ p: principal, exp: seconds }`.
 * Expiry is by the real clock; a simulated legal clock does not touch it.
 */
export function principalSigner(privateKeyPem: string, realSeconds: () => number = () => Date.now() / 1000) {
  const key = createPrivateKey(privateKeyPem);
  return (principal: Principal): string => {
    const body = Buffer.from(
      JSON.stringify({ p: principal, exp: Math.floor(realSeconds()) + LIFETIME_SECONDS }),
    ).toString('base64url');
    return `${body}.${sign(null, Buffer.from(body), key).toString('base64url')}`;
  };
}

/** Verifies what {@link principalSigner} made. Throws {@link PrincipalRefused}. Answers are remembered until they expire. */
export function principalVerifier(publicKeyPem: string, realSeconds: () => number = () => Date.now() / 1000) {
  const key = createPublicKey(publicKeyPem);
  const known = new Map<string, { principal: Principal; exp: number }>();
  return (token: string | undefined): Principal => {
    if (!token) throw new PrincipalRefused('no principal');
    const now = realSeconds();
    const remembered = known.get(token);
    if (remembered && remembered.exp > now) return remembered.principal;
    const [body, signature] = token.split('.');
    if (!body || !signature) throw new PrincipalRefused('malformed principal');
    if (!verify(null, Buffer.from(body), key, Buffer.from(signature, 'base64url'))) {
      throw new PrincipalRefused('principal not signed by the gateway');
    }
    const { p, exp } = JSON.parse(Buffer.from(body, 'base64url').toString()) as { p: Principal; exp: number };
    if (exp <= now) throw new PrincipalRefused('principal expired');
    if (known.size >= 5_000) known.clear();
    const principal = Object.freeze(p);
    known.set(token, { principal, exp });
    return principal;
  };
}
