import { EXTERNAL_ROLES } from '@kamkor/principal';
import { DEMO_MACHINES, DEMO_PEOPLE } from './demo-people.js';
import { claimsOf, liesIn, whoFits } from './workplace.js';

describe('who gets a token', () => {
  it('is there for every role but the public, with an id of its own', () => {
    const all = [...DEMO_PEOPLE, ...DEMO_MACHINES];
    for (const role of EXTERNAL_ROLES.filter((one) => one !== 'public')) expect(whoFits(role).role).toBe(role);
    expect(new Set(all.map((one) => one.id)).size).toBe(all.length);
  });

  it('works closest to the place that is asked for', () => {
    expect(whoFits('registrar').territory).toBe('KG-C-03');
    expect(whoFits('registrar', { territory: 'KG-O-02' }).territory).toBe('KG-O-02');
    expect(whoFits('registrar', { territory: 'KG-C-03-02' }).territory).toBe('KG-C-03');
    expect(whoFits('registrar', { territory: 'KG-GB-01' }).territory).toBe('KG');
    expect(whoFits('hospital', { facility: 'KG-O-02-F01' }).id).toBe('demo-hospital-2');
  });

  it('never gets more than the holder has', () => {
    const registrar = whoFits('registrar');
    expect(claimsOf(registrar, { territory: 'KG-C-03-02' }).territory).toBe('KG-C-03-02');
    expect(() => claimsOf(registrar, { territory: 'KG-C' })).toThrow('does not work in KG-C');
    expect(() => claimsOf(whoFits('hospital'), { facility: 'KG-O-02-F01' })).toThrow('does not notify for');
    expect(() => claimsOf(whoFits('citizen'), { territory: 'KG' })).toThrow('does not work in KG');
    expect(() => whoFits('minister')).toThrow('there is no demo person or machine of role "minister"');
  });

  it('knows a neighbour whose code merely begins the same', () => {
    expect(liesIn('KG-C-03', 'KG-C')).toBe(true);
    expect(liesIn('KG-C-031', 'KG-C-03')).toBe(false);
  });
});

describe('a demo citizen', () => {
  it.each(DEMO_PEOPLE.filter((one) => one.role === 'citizen'))(
    '$name has a well-formed PIN that only citizens carry',
    (one) => {
      expect(one.pin).toMatch(/^[12](0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(19|20)\d{2}\d{5}$/);
      expect(claimsOf(one).pin).toBe(one.pin);
      expect(claimsOf(whoFits('registrar'))).not.toHaveProperty('pin');
    },
  );
});

it('every demo machine has a facility to notify for', () => {
  expect(DEMO_MACHINES.filter(({ facilities }) => facilities.length === 0)).toEqual([]);
});
