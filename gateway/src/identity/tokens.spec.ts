import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPair, SignJWT } from 'jose';
import { type GatewayUnderTest, gatewayUnderTest } from '../testing/gateway-under-test.js';
import { AUDIENCE } from '../testing/local-issuer.js';

describe('bearer tokens', () => {
  let under: GatewayUnderTest;
  beforeAll(async () => {
    under = await gatewayUnderTest();
  });
  afterAll(() => under.stop());
  const now = () => Math.floor(Date.now() / 1000);
  const claims = (more = {}) => ({ iss: under.issuer.issuer, aud: AUDIENCE, sub: 'u-1', exp: now() + 60, ...more });
  const asking = (authorization: string, language = 'en') =>
    under.send('{"query":"{ whoAmI { subject } }"}', { authorization, 'accept-language': language });

  it('are verified with keys that are fetched once', async () => {
    const bearer = `Bearer ${await under.issuer.token({ sub: 'first' })}`;
    expect((await asking(bearer)).body.data.whoAmI.subject).toBe('first');
    expect((await asking(bearer)).status).toBe(200);
    expect(under.issuer.asked).toEqual({ discovery: 1, keys: 1 });
  });

  it('are judged by the real clock, give or take five seconds', async () => {
    expect((await asking(`Bearer ${await under.issuer.token({ exp: now() - 3 })}`)).status).toBe(200);
    expect((await asking(`Bearer ${await under.issuer.token({ exp: now() - 6 })}`)).status).toBe(401);
  });

  it.each<[string, () => Promise<string> | string]>([
    ['of another issuer', () => under.issuer.token({ iss: 'https://elsewhere.example' })],
    ['for another audience', () => under.issuer.token({ aud: 'somebody-else' })],
    ['without an audience', () => under.issuer.token({ aud: undefined })],
    ['that expired', () => under.issuer.token({ exp: now() - 60 })],
    ['that never expires', () => under.issuer.token({ exp: undefined })],
    ['not valid yet', () => under.issuer.token({ nbf: now() + 60 })],
    ['without a subject', () => under.issuer.token({ sub: undefined })],
    ['of a subject that poses as a service', () => under.issuer.token({ sub: 'service:gateway' })],
    ['signed by another key', async () => under.issuer.token({}, (await generateKeyPair('ES256')).privateKey)],
    ['with an unknown key', async () => under.issuer.token({}, (await generateKeyPair('ES256')).privateKey, 'k9')],
    ['with a shared secret', () => new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32))],
    ['without a signature', () => `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(claims()))}.`],
    ['that is no token', () => 'a.b.c'],
    ['that is empty', () => ''],
  ])('%s are refused', async (_, token) => {
    const { status, body, headers } = await asking(`Bearer ${await token()}`);
    expect(status).toBe(401);
    expect(body).toEqual({ errors: [expect.objectContaining({ extensions: expect.anything() })] });
    expect(body.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });

  it('are refused in the language of the caller, and so is another scheme', async () => {
    expect((await asking('Basic dTpw', 'ru')).body.errors[0].message).toMatch(/^Токен доступа/);
    expect((await asking('Basic dTpw', 'ky')).body.errors[0].message).toMatch(/^Кирүү белгиси/);
  });

  it('of an issuer that is down are not called wrong', async () => {
    const nowhere = createServer();
    await new Promise<void>((resolve) => nowhere.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(nowhere.address() as AddressInfo).port}`;
    await new Promise((resolve) => nowhere.close(resolve));
    const apart = await gatewayUnderTest({ KAMKOR_OIDC_ISSUER: issuer });
    const { status, body } = await apart.ask('{ statistics }', { claims: { iss: issuer } });
    expect(status).toBe(503);
    expect(body.errors[0].extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', service: 'identity' });
    expect((await apart.ask('{ statistics }')).body.data).toEqual({ statistics: 876 });
    await apart.stop();
  });
});
