import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const AUDIENCE = 'kamkor';

/** An OpenID issuer reduced to what a resource server sees of one: discovery, keys and tokens. */
export async function localIssuer() {
  const first = await generateKeyPair('ES256', { extractable: true });
  const keys = [{ kid: 'k1', alg: 'ES256', ...(await exportJWK(first.publicKey)) }];
  const asked = { discovery: 0, keys: 0 };
  const server = createServer((request, response) => {
    const discovery = request.url?.endsWith('openid-configuration');
    asked[discovery ? 'discovery' : 'keys'] += 1;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(discovery ? { issuer, jwks_uri: `${issuer}/keys` } : { keys }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    issuer,
    asked,
    /** A token with these claims; each of the usual ones can be overridden, `undefined` leaves it out. */
    token(claims: JWTPayload & Record<string, unknown> = {}, key: CryptoKey = first.privateKey, kid = 'k1') {
      const now = Math.floor(Date.now() / 1000);
      const all = { iss: issuer, aud: AUDIENCE, sub: 'u-1', iat: now, exp: now + 600, ...claims };
      return new SignJWT(all).setProtectedHeader({ alg: 'ES256', kid }).sign(key);
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
