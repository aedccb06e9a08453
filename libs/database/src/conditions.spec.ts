import { bySubject, hasRole, inTerritory, ofOwnChild, ofOwnFacility, ofOwnOrganisation, ofOwnPerson } from './index.js';

describe('a condition of a policy', () => {
  it('asks for one of several roles in one subquery', () => {
    expect(hasRole('registrar', 'guardianship')).toBe(
      `(SELECT current_setting('kamkor.roles', true) ~ ',(registrar|guardianship),')`,
    );
  });

  it('does not compile with a misspelt role, nor with none', () => {
    // @ts-expect-error a role of this name does not exist
    expect(hasRole('registar')).toContain('registar');
    // @ts-expect-error without a role it would be true of everybody, or of nobody
    expect(hasRole()).toContain('()');
  });

  it('asks the principal in subqueries, so that it is asked once a statement', () => {
    for (const condition of [
      inTerritory(),
      ofOwnFacility(),
      bySubject('recorded_by'),
      ofOwnPerson('person'),
      ofOwnChild(),
      ofOwnOrganisation('organisation'),
    ]) {
      const outside = condition.replaceAll(/\(SELECT [^;]*?, true\)(?:, ''\))?/g, '');
      expect(condition).toContain('current_setting(');
      expect(outside).not.toContain('current_setting(');
    }
  });
});
