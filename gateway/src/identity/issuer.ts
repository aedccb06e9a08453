import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey, type RemoteJWKSet } from 'jose';
import { z } from 'zod';

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });
const DISCOVERY_COOLDOWN_MS = 2_000;
const KEYS_FRESH_MS = 10 * 60_000;
const KEYS_USABLE_MS = 60 * 60_000;

/** The issuer cannot be asked for its keys, so we cannot tell whether the token is good. */
export class IssuerUnavailable extends Error {}

/**
 * Keys of one OpenID issuer, found by discovery at the first token. An unknown key is looked up again at most every
 * 30 s. When the issuer is down, keys that were fetched within the last hour go on being used.
 */
export function issuerKeys(issuer: string): JWTVerifyGetKey {
  let remote: RemoteJWKSet | undefined;
  let discovering: Promise<RemoteJWKSet> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let freshAt = Number.NEGATIVE_INFINITY;

  const keys = async (): Promise<RemoteJWKSet> => {
    if (remote) return remote;
    if (Date.now() - failedAt < DISCOVERY_COOLDOWN_MS) throw new IssuerUnavailable('the issuer did not answer');
    discovering ??= discover(issuer).finally(() => {
      discovering = undefined;
    });
    try {
      remote = await discovering;
      return remote;
    } catch (cause) {
      failedAt = Date.now();
      throw new IssuerUnavailable('the issuer did not answer', { cause });
    }
  };

  return async (header, token) => {
    const set = await keys();
    try {
      const key = await set(header, token);
      if (set.fresh) freshAt = Date.now();
      return key;
    } catch (cause) {
      if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys) throw cause;
      if (cause instanceof errors.JOSENotSupported) throw cause;
      const known = Date.now() - freshAt < KEYS_USABLE_MS ? set.jwks() : undefined;
      const key = known && (await createLocalJWKSet(known)(header, token).catch(() => undefined));
      if (!key) throw new IssuerUnavailable('the issuer gives no keys', { cause });
      return key;
    }
  };
}

async function discover(issuer: string): Promise<RemoteJWKSet> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
    redirect: 'error',
  });
  if (!response.ok) throw new Error(`discovery answered ${response.status}`);
  const found = discovery.parse(await response.json());
  if (found.issuer !== issuer) throw new Error('discovery names another issuer');
  return createRemoteJWKSet(new URL(found.jwks_uri), {
    cooldownDuration: 30_000,
    cacheMaxAge: KEYS_FRESH_MS,
    timeoutDuration: 5_000,
  });
}
