import { NOBODY, type Role } from '@kamkor/principal';
import { actionsOn, type Standing } from './birth-record-actions.js';

const caller = (...roles: Role[]) => ({ ...NOBODY, roles });
const standing = (said: Partial<Standing>): Standing => ({
  state: 'NOTIFIED',
  registryState: 'CREATED',
  pinState: 'NOT_REQUESTED',
  parentage: 'NOT_QUESTIONED',
  parentageFiledBy: null,
  papersOnId: null,
  pinKnown: false,
  ...said,
});
const said = (record: Partial<Standing>, by: ReturnType<typeof caller>) =>
  Object.fromEntries(actionsOn(standing(record), by).map(({ action, allowed, reason }) => [action, allowed || reason]));

it('offers a registrar what the state allows', () => {
  expect(said({ state: 'APPLIED', registryState: 'CREATED' }, caller('registrar'))).toEqual({
    applyForBirthCertificate: 'STATE_DOES_NOT_ALLOW',
    withdrawBirthCertificateApplication: true,
    registerBirth: true,
    issueBirthCertificate: 'STATE_DOES_NOT_ALLOW',
    identifyChild: 'STATE_DOES_NOT_ALLOW',
    requestPin: 'STATE_DOES_NOT_ALLOW',
    recordPin: 'STATE_DOES_NOT_ALLOW',
    decideParentage: 'STATE_DOES_NOT_ALLOW',
  });
});

it('offers a mother to apply and no act of the registry', () => {
  expect(said({ state: 'NOTIFIED', registryState: 'MATCHED' }, caller('citizen'))).toEqual({
    applyForBirthCertificate: true,
    withdrawBirthCertificateApplication: 'STATE_DOES_NOT_ALLOW',
    registerBirth: 'ROLE_NOT_ALLOWED',
    issueBirthCertificate: 'ROLE_NOT_ALLOWED',
    identifyChild: 'ROLE_NOT_ALLOWED',
    requestPin: 'ROLE_NOT_ALLOWED',
    recordPin: 'ROLE_NOT_ALLOWED',
    decideParentage: 'ROLE_NOT_ALLOWED',
  });
});

it('first wants to know who the child is', () => {
  expect(said({ state: 'NOTIFIED', registryState: 'NOT_IDENTIFIED' }, caller('registrar'))).toMatchObject({
    applyForBirthCertificate: 'STATE_DOES_NOT_ALLOW',
    identifyChild: true,
  });
});

it('offers guardianship nothing', () => {
  const answers = actionsOn(standing({}), caller('guardianship'));
  expect(new Set(answers.map(({ reason }) => reason))).toEqual(new Set(['ROLE_NOT_ALLOWED']));
});

it('asks for a PIN once the birth is registered, and waits for it', () => {
  expect(said({ state: 'REGISTERED' }, caller('registrar'))).toMatchObject({
    requestPin: true,
    recordPin: 'STATE_DOES_NOT_ALLOW',
    issueBirthCertificate: true,
  });
  expect(said({ state: 'CERTIFIED', pinState: 'PENDING' }, caller('registrar'))).toMatchObject({
    requestPin: 'STATE_DOES_NOT_ALLOW',
    recordPin: true,
  });
});

it('asks for no PIN that the registry holds', () => {
  expect(said({ state: 'REGISTERED', pinKnown: true }, caller('registrar'))).toMatchObject({
    requestPin: 'STATE_DOES_NOT_ALLOW',
    issueBirthCertificate: true,
  });
});

it('leaves it to another registrar who the mother is, and does not register before', () => {
  const questioned = { state: 'APPLIED', parentage: 'MISMATCH', parentageFiledBy: 'a registrar' } as const;
  expect(said(questioned, { ...caller('registrar'), subject: 'a registrar' })).toMatchObject({
    registerBirth: 'STATE_DOES_NOT_ALLOW',
    decideParentage: 'SECOND_REGISTRAR_NEEDED',
  });
  expect(said(questioned, { ...caller('registrar'), subject: 'another' })).toMatchObject({ decideParentage: true });
});

it('does nothing with a record whose papers are on another', () => {
  const closed = standing({ papersOnId: '0b7e3c62-8f4a-4c55-9d6c-1f6f6a5a0001' });
  expect(actionsOn(closed, caller('registrar')).filter(({ allowed }) => allowed)).toEqual([]);
});
