import { NOBODY } from '@kamkor/principal';
import { allowedActions } from './allowed-actions.js';

it.each([
  ['benefits-specialist', 'REGISTERED', [null, 'STATE_DOES_NOT_ALLOW']],
  ['benefits-specialist', 'ASSESSED', ['STATE_DOES_NOT_ALLOW', null]],
  ['benefits-specialist', 'CLOSED', ['STATE_DOES_NOT_ALLOW', 'STATE_DOES_NOT_ALLOW']],
  ['social-worker', 'REGISTERED', ['ROLE_NOT_ALLOWED', 'ROLE_NOT_ALLOWED']],
  ['citizen', 'ASSESSED', ['ROLE_NOT_ALLOWED', 'ROLE_NOT_ALLOWED']],
] as const)('%s in %s', (role, state, reasons) => {
  const answers = allowedActions(state, { ...NOBODY, roles: [role] });
  expect(answers.map(({ reason }) => reason)).toEqual(reasons);
  expect(answers.map(({ allowed }) => allowed)).toEqual(reasons.map((reason) => reason === null));
});
