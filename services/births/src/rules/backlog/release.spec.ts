import { aPrincipal } from '@kamkor/testing';
import { releaseAllowed } from './release.js';

const action = 'releaseFromBacklog';

it('a supervisor releases a child that waits, and only one that does', () => {
  const supervisor = aPrincipal({ roles: ['social-supervisor'], territory: 'KG-C' });
  expect(releaseAllowed(true, supervisor)).toEqual({ action, allowed: true, reason: null });
  expect(releaseAllowed(false, supervisor)).toEqual({ action, allowed: false, reason: 'STATE_DOES_NOT_ALLOW' });
});

it('others are refused by their role, which does not tell whether the child waits', () => {
  for (const role of ['social-worker', 'guardianship', 'registrar', 'citizen'] as const) {
    for (const awaits of [true, false]) {
      const refused = { action, allowed: false, reason: 'ROLE_NOT_ALLOWED' };
      expect(releaseAllowed(awaits, aPrincipal({ roles: [role], territory: 'KG-C' }))).toEqual(refused);
    }
  }
});
