import { NOBODY, type Principal } from './principal.js';
import { generatePrincipalKeys, principalSigner, principalVerifier } from './signature.js';

describe('the signed principal', () => {
  const keys = generatePrincipalKeys();
  const registrar: Principal = { ...NOBODY, subject: 'r1', roles: ['registrar'], territory: 'KG-C' };
  let seconds = 1_000;
  const sign = principalSigner(keys.privateKey, () => seconds);
  const verify = principalVerifier(keys.publicKey, () => seconds);

  it('comes back whole', () => {
    expect(verify(sign(registrar))).toEqual(registrar);
  });

  it('is refused when altered, unsigned, signed by another key or missing', () => {
    const [body, signature] = sign(registrar).split('.') as [string, string];
    const forged = Buffer.from(JSON.stringify({ p: { ...registrar, roles: ['admin'] }, exp: 9e9 })).toString(
      'base64url',
    );
    const other = principalSigner(generatePrincipalKeys().privateKey, () => seconds);
    expect(() => verify(`${forged}.${signature}`)).toThrow('not signed by the gateway');
    expect(() => verify(body)).toThrow('malformed');
    expect(() => verify(other(registrar))).toThrow('not signed by the gateway');
    expect(() => verify(undefined)).toThrow('no principal');
  });

  it('expires after a minute of real time, also when it was remembered', () => {
    const token = sign(registrar);
    seconds += 59;
    expect(verify(token).subject).toBe('r1');
    seconds += 2;
    expect(() => verify(token)).toThrow('expired');
  });
});
