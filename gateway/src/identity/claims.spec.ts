import { DEFAULT_CLAIMS, identityFrom } from './claims.js';

const from = (claims: Record<string, unknown>, names = {}) =>
  identityFrom({ sub: 'u-1', ...claims }, { ...DEFAULT_CLAIMS, ...names });

describe('claims', () => {
  it('become a principal', () => {
    const claims = {
      roles: ['hospital', 'registrar'],
      territory: 'KG-C-03',
      facilities: ['F-1', 'F-2'],
      organisation: 'org-1',
      scope: 'openid births:notify',
    };
    expect(from(claims)).toEqual({
      pin: null,
      principal: {
        subject: 'u-1',
        roles: ['hospital', 'registrar'],
        scopes: ['openid', 'births:notify'],
        territory: 'KG-C-03',
        organisation: 'org-1',
        facilities: ['F-1', 'F-2'],
        person: null,
      },
    });
  });

  it.each([
    ['roles', { admin: true }, 'roles', ['public']],
    ['roles', [['admin']], 'roles', ['public']],
    ['roles', ['worker', 'gateway', 'root'], 'roles', ['public']],
    ['territory', "KG' OR 1=1", 'territory', null],
    ['territory', ['KG'], 'territory', null],
    ['territory', '', 'territory', null],
    ['territory', 'KG-C-', 'territory', null],
    ['facilities', 'F-1,{F-2}', 'facilities', []],
    ['facilities', { length: 3 }, 'facilities', []],
    ['facilities', ['F-1', null, 7, 'F 2', '{F}'], 'facilities', ['F-1']],
    ['organisation', 42, 'organisation', null],
  ])('%s = %j gives no right', (claim, value, part, expected) => {
    expect(from({ [claim]: value })?.principal).toMatchObject({ [part]: expected });
  });

  it('take a person from no claim, whatever it is called', () => {
    expect(from({ person: '00000000-0000-4000-8000-000000000001', roles: ['citizen'] })?.principal.person).toBeNull();
  });

  it('give an identifier only for a citizen, and only one of 14 digits', () => {
    expect(from({ roles: ['citizen'], pin: '11505198012345' })?.pin).toBe('11505198012345');
    expect(from({ roles: ['registrar'], pin: '11505198012345' })?.pin).toBeNull();
    expect(from({ roles: ['citizen'], pin: 11505198012345 })?.pin).toBeNull();
  });

  it('are read where the issuer keeps them, also inside an object', () => {
    const names = { roles: 'realm_access.roles', pin: 'https://id.example/pin' };
    const claims = { realm_access: { roles: ['citizen'] }, 'https://id.example/pin': '11505198012345' };
    expect(from(claims, names)).toMatchObject({ pin: '11505198012345', principal: { roles: ['citizen'] } });
    expect(from({ realm_access: null }, names)?.principal.roles).toEqual(['public']);
  });

  it.each(['anonymous', 'service:births', '21505198012345', '', 'a b', undefined, 7])(
    'with the subject %j are refused',
    (sub) => {
      expect(from({ sub })).toBeNull();
    },
  );

  it('with the identifier for a subject are refused, so that no trail carries it', () => {
    expect(from({ sub: '99999999999999', pin: '99999999999999', roles: ['citizen'] })).toBeNull();
  });
});
