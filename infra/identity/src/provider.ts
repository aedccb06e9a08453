import {
  type AccessToken,
  type ClientCredentials,
  type Configuration,
  type KoaContextWithOIDC,
  Provider,
} from 'oidc-provider';
import { AUDIENCE, LOOPBACK_REDIRECT, PEOPLES_CLIENT, RESOURCE } from './clients.js';
import { DEMO_MACHINES, DEMO_PEOPLE } from './demo-people.js';
import type { ProviderSecrets } from './secrets.js';
import { claimsOf, type Narrowing } from './workplace.js';

const TOKEN_LIFETIME_SECONDS = 60 * 60;
const LOOPBACK_ORIGIN = /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/;

/** What a person narrowed the log-in to, by the grant that came of it. Lives as long as the grants: in memory. */
export type Narrowings = Map<string, Narrowing>;

/** An OpenID provider for a machine of one's own. Its people log in without a password: it is refused in production. */
export function localProvider(issuer: string, secrets: ProviderSecrets, narrowings: Narrowings): Provider {
  const configuration: Configuration = {
    jwks: { keys: [secrets.signingKey] },
    cookies: { keys: [secrets.cookieKey] },
    clients: [
      {
        client_id: PEOPLES_CLIENT,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: 'ES256',
        redirect_uris: [LOOPBACK_REDIRECT, 'http://localhost/callback'],
        scope: 'openid kamkor',
      },
      ...DEMO_MACHINES.map(({ id }) => ({
        client_id: id,
        client_secret: secrets.machines[id]!,
        grant_types: ['client_credentials'],
        id_token_signed_response_alg: 'ES256' as const,
        redirect_uris: [],
        response_types: [],
        scope: 'kamkor',
      })),
    ],
    scopes: ['openid', 'kamkor'],
    extraParams: ['territory', 'facility'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    ttl: {
      AccessToken: TOKEN_LIFETIME_SECONDS,
      ClientCredentials: TOKEN_LIFETIME_SECONDS,
      Session: 8 * 3_600,
      Grant: 8 * 3_600,
      Interaction: 600,
      IdToken: TOKEN_LIFETIME_SECONDS,
    },
    clientBasedCORS: (_ctx, origin) => LOOPBACK_ORIGIN.test(origin),
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) =>
      DEMO_PEOPLE.some((person) => person.id === id) ? { accountId: id, claims: () => ({ sub: id }) } : undefined,
    extraTokenClaims: (ctx, token) => tokenClaims(ctx, token, narrowings),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'kamkor',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: TOKEN_LIFETIME_SECONDS,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  };
  return new Provider(issuer, configuration);
}

function tokenClaims(ctx: KoaContextWithOIDC, token: AccessToken | ClientCredentials, narrowings: Narrowings) {
  if ('accountId' in token && token.accountId) {
    const person = DEMO_PEOPLE.find(({ id }) => id === token.accountId);
    return person && claimsOf(person, narrowings.get(token.grantId ?? ''));
  }
  const machine = DEMO_MACHINES.find(({ id }) => id === token.clientId);
  const { territory, facility } = (ctx.oidc.body ?? {}) as Narrowing;
  return machine && claimsOf(machine, { territory, facility });
}
