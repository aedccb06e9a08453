import { NOBODY, type Role } from '@kamkor/principal';
import { allowedActions } from './allowed-actions.js';

const caller = (...roles: Role[]) => ({ ...NOBODY, roles });
const said = (...args: Parameters<typeof allowedActions>) =>
  Object.fromEntries(allowedActions(...args).map(({ action, allowed, reason }) => [action, allowed || reason]));

it('offers a registrar what the state allows', () => {
  expect(said({ state: 'APPLIED', registryState: 'CREATED' }, caller('registrar'))).toEqual({
    applyForBirthCertificate: 'STATE_DOES_NOT_ALLOW',
    withdrawBirthCertificateApplication: true,
    registerBirth: true,
    issueBirthCertificate: 'STATE_DOES_NOT_ALLOW',
    identifyChild: 'STATE_DOES_NOT_ALLOW',
  });
});

it('offers a mother to apply and no act of the registry', () => {
  expect(said({ state: 'NOTIFIED', registryState: 'MATCHED' }, caller('citizen'))).toEqual({
    applyForBirthCertificate: true,
    withdrawBirthCertificateApplication: 'STATE_DOES_NOT_ALLOW',
    registerBirth: 'ROLE_NOT_ALLOWED',
    issueBirthCertificate: 'ROLE_NOT_ALLOWED',
    identifyChild: 'ROLE_NOT_ALLOWED',
  });
});

it('first wants to know who the child is', () => {
  expect(said({ state: 'NOTIFIED', registryState: 'NOT_IDENTIFIED' }, caller('registrar'))).toMatchObject({
    applyForBirthCertificate: 'STATE_DOES_NOT_ALLOW',
    identifyChild: true,
  });
});

it('offers guardianship nothing', () => {
  const answers = allowedActions({ state: 'NOTIFIED', registryState: 'CREATED' }, caller('guardianship'));
  expect(new Set(answers.map(({ reason }) => reason))).toEqual(new Set(['ROLE_NOT_ALLOWED']));
});
