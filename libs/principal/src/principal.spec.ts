import { hasRole, NOBODY } from './principal.js';

describe('a role', () => {
  it('is held or not', () => {
    expect(hasRole({ ...NOBODY, roles: ['registrar'] }, ['registrar', 'auditor'])).toBe(true);
    expect(hasRole({ ...NOBODY, roles: ['registrar'] }, ['auditor'])).toBe(false);
    expect(hasRole(NOBODY, ['auditor'])).toBe(false);
  });

  it('is not asked for where everybody may', () => {
    expect(hasRole({ ...NOBODY, roles: ['registrar'] }, ['public'])).toBe(true);
    expect(hasRole(NOBODY, ['public'])).toBe(true);
  });
});
