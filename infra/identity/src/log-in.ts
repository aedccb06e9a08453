import { createHash, randomBytes } from 'node:crypto';
import { LOOPBACK_REDIRECT, PEOPLES_CLIENT, RESOURCE } from './clients.js';
import type { DemoPerson } from './demo-people.js';
import { readProviderSecrets } from './secrets.js';
import { type Narrowing, whoFits } from './workplace.js';

export interface TokenRequest extends Narrowing {
  readonly issuer: string;
  /** Where the provider keeps its secrets; a machine's secret is read there. */
  readonly folder: string;
  readonly role: string;
}

/**
 * A bearer token of the demo person or machine of a role, by the flow that anybody would use: client credentials for a
 * machine, authorization code with PKCE for a person, with this process in the browser's place.
 * Throws `NotAllowedThere` when nobody of that role works there.
 */
export async function requestToken({ issuer, folder, role, ...narrowing }: TokenRequest): Promise<string> {
  const one = whoFits(role, narrowing);
  if ('facilities' in one) {
    const secret = (await readProviderSecrets(folder))?.machines[one.id];
    if (!secret) throw new Error(`no secret of ${one.id} in ${folder}`);
    const basic = Buffer.from(`${one.id}:${secret}`).toString('base64');
    return token(
      issuer,
      { grant_type: 'client_credentials', scope: 'kamkor', ...narrowing },
      { authorization: `Basic ${basic}` },
    );
  }
  const verifier = randomBytes(32).toString('base64url');
  const code = await authorizationCode(issuer, one, narrowing, verifier);
  return token(issuer, {
    grant_type: 'authorization_code',
    client_id: PEOPLES_CLIENT,
    redirect_uri: LOOPBACK_REDIRECT,
    code,
    code_verifier: verifier,
  });
}

async function authorizationCode(
  issuer: string,
  person: DemoPerson,
  narrowing: Narrowing,
  verifier: string,
): Promise<string> {
  const go = browser(issuer);
  const start = new URL('/auth', issuer);
  start.search = form({
    client_id: PEOPLES_CLIENT,
    response_type: 'code',
    scope: 'openid kamkor',
    resource: RESOURCE,
    redirect_uri: LOOPBACK_REDIRECT,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...narrowing,
  }).toString();
  const loginAt = await go(start);
  const resumeAt = await go(loginAt, form({ person: person.id }));
  const end = await go(resumeAt);
  const code = end.searchParams.get('code');
  if (!code) throw new Error(`log-in refused: ${end.searchParams.get('error_description') ?? end.href}`);
  return code;
}

/** Keeps cookies and gives where each answer redirects to. */
function browser(issuer: string) {
  const cookies = new Map<string, string>();
  return async (url: URL, body?: URLSearchParams): Promise<URL> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const init: RequestInit = { headers: { cookie }, redirect: 'manual', ...(body && { method: 'POST', body }) };
    const response = await fetch(url, init);
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      cookies.set(name!, value!);
    }
    const location = response.headers.get('location');
    if (!location) throw new Error(`log-in refused: ${response.status} ${(await response.text()).slice(0, 500)}`);
    return new URL(location, issuer);
  };
}

async function token(issuer: string, fields: Fields, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(new URL('/token', issuer), { method: 'POST', headers, body: form(fields) });
  const answer = (await response.json()) as { access_token?: string; error_description?: string; error?: string };
  if (!answer.access_token) throw new Error(`no token: ${answer.error_description ?? answer.error}`);
  return answer.access_token;
}

type Fields = Readonly<Record<string, string | undefined>>;

const form = (fields: Fields) =>
  new URLSearchParams(Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined));
