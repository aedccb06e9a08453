import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { PEOPLES_CLIENT } from './clients.js';
import { requestToken } from './log-in.js';
import { type RunningProvider, serveIdentity } from './server.js';

describe('the local OpenID provider', () => {
  let folder: string;
  let provider: RunningProvider;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kamkor-identity-'));
    provider = await serveIdentity({ folder, port: 0 });
  });
  afterAll(async () => {
    await provider.stop();
    await rm(folder, { recursive: true });
  });

  const claims = async (role: string, narrowing: { territory?: string; facility?: string } = {}) => {
    const bearer = await requestToken({ issuer: provider.issuer, folder, role, ...narrowing });
    const discovery = await fetch(`${provider.issuer}/.well-known/openid-configuration`);
    const { jwks_uri } = (await discovery.json()) as { jwks_uri: string };
    const options = { issuer: provider.issuer, audience: 'kamkor' };
    return (await jwtVerify(bearer, createRemoteJWKSet(new URL(jwks_uri)), options)).payload;
  };

  it('logs a person in by the code flow, with a token that says what the person may', async () => {
    expect(await claims('registrar')).toMatchObject({
      sub: 'demo-registrar-1',
      roles: ['registrar'],
      territory: 'KG-C-03',
      facilities: [],
      organisation: 'civil-registry-kg-c-03',
      scope: 'kamkor',
    });
  });

  it('narrows a token to one territory or one facility', async () => {
    expect(await claims('auditor', { territory: 'KG-O-02' })).toMatchObject({
      sub: 'demo-auditor-1',
      territory: 'KG-O-02',
    });
    expect(await claims('hospital', { facility: 'KG-O-02-F01' })).toMatchObject({ facilities: ['KG-O-02-F01'] });
    await expect(claims('social-supervisor', { territory: 'XX' })).rejects.toThrow(
      'no demo social-supervisor works at XX',
    );
  });

  it('gives a machine its token for its secret, and none without', async () => {
    expect(await claims('hospital')).toMatchObject({
      sub: 'demo-hospital-1',
      roles: ['hospital'],
      facilities: ['KG-C-03-F01'],
    });
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'demo-hospital-1',
      client_secret: 'guessed',
    });
    expect((await fetch(`${provider.issuer}/token`, { method: 'POST', body })).status).toBe(401);
  });

  it('gives the national identifier of citizens and of nobody else', async () => {
    expect((await claims('citizen')).pin).toMatch(/^\d{14}$/);
    expect(await claims('social-worker')).not.toHaveProperty('pin');
  });

  it('refuses a code flow without PKCE and one that returns to another machine', async () => {
    const auth = (extra: string) =>
      fetch(`${provider.issuer}/auth?client_id=${PEOPLES_CLIENT}&response_type=code&scope=openid&${extra}`, {
        redirect: 'manual',
      });
    const noChallenge = await auth('redirect_uri=http://127.0.0.1:9/callback');
    expect(noChallenge.headers.get('location')).toContain('error=invalid_request');
    const elsewhere = await auth(
      'redirect_uri=http://example.org/callback&code_challenge=x&code_challenge_method=S256',
    );
    expect(elsewhere.status).toBe(400);
  });

  it('keeps its key over a restart, so that tokens stay valid, and lets only its owner read it', async () => {
    const keys = async () => (await fetch(`${provider.issuer}/jwks`)).json();
    const before = await keys();
    const { port } = provider;
    await provider.stop();
    provider = await serveIdentity({ folder, port });
    expect(await keys()).toEqual(before);
    expect((await stat(join(folder, 'identity.json'))).mode & 0o777).toBe(0o600);
  });

  it('does not run in production', async () => {
    const before = process.env.NODE_ENV;
    process.env.NODE_ENV = 'production';
    try {
      await expect(serveIdentity({ folder, port: 0 })).rejects.toThrow('refused when NODE_ENV=production');
    } finally {
      process.env.NODE_ENV = before;
    }
  });
});
