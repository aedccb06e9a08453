import { NOBODY, type Principal } from '@kamkor/principal';
import { checkNaming, mayName } from './naming.js';
import { NAMING_STATES, namingAllows, requireNamingAllows } from './naming-states.js';

const aPrincipal = (said: Partial<Principal>): Principal => ({ ...NOBODY, subject: 'me', ...said });
const guardian = (territory: string | null) => aPrincipal({ roles: ['guardianship'], territory });
const admin = (territory: string | null) => aPrincipal({ roles: ['admin'], territory });

it.each<[string, string, Principal, boolean]>([
  ['guardianship names below', 'KG-C-03', guardian('KG-C'), true],
  ['guardianship of the country names below', 'KG-C', guardian('KG'), true],
  ['guardianship does not name in its own office', 'KG-C-03', guardian('KG-C-03'), false],
  ['guardianship of the country does not name for the country', 'KG', guardian('KG'), false],
  ['guardianship does not name above', 'KG-C', guardian('KG-C-03'), false],
  ['guardianship does not name beside', 'KG-CH-01', guardian('KG-C'), false],
  ['guardianship without a territory names nowhere', 'KG-C-03', guardian(null), false],
  ['an administrator names for the country', 'KG', admin('KG'), true],
  ['an administrator names nowhere else', 'KG-C', admin('KG'), false],
  ['an administrator of a region names nowhere', 'KG-C', admin('KG-C'), false],
  ['an administrator without a territory names nowhere', 'KG', admin(null), false],
  ['a supervisor names nowhere', 'KG-C-03', aPrincipal({ roles: ['social-supervisor'], territory: 'KG' }), false],
])('%s', (_what, territory, who, expected) => {
  expect(mayName(territory, who)).toBe(expected);
});

it.each<[string, string, string, string, string]>([
  ['nobody names themselves', 'me', 'KG-C-03', 'NOT_ONESELF', 'worker'],
  ['a worker is named by a subject', 'Айгүл А.', 'KG-C-03', 'WORKER_MALFORMED', 'worker'],
  ['one is named from above', 'you', 'KG-C', 'ONLY_NAMED_FROM_ABOVE', 'territory'],
])('%s', (_what, worker, territory, reason, field) => {
  expect(() => checkNaming({ worker, territory }, guardian('KG-C'))).toThrow(
    expect.objectContaining({ reason, details: { field } }),
  );
});

it('withdraws what holds, once', () => {
  expect(NAMING_STATES.filter((state) => namingAllows(state, 'withdrawProtectionWorker'))).toEqual(['NAMED']);
  expect(() => requireNamingAllows('WITHDRAWN', 'withdrawProtectionWorker')).toThrow(
    expect.objectContaining({ code: 'TRANSITION_REFUSED', details: { state: 'WITHDRAWN', allowed: [] } }),
  );
});
