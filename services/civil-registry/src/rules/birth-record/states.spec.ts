import { actionsIn, BIRTH_RECORD_ACTIONS, BIRTH_RECORD_STATES, stateAfter } from './states.js';

const ALLOWED = [
  'NOTIFIED applyForBirthCertificate APPLIED',
  'APPLIED withdrawBirthCertificateApplication NOTIFIED',
  'APPLIED registerBirth REGISTERED',
  'REGISTERED issueBirthCertificate CERTIFIED',
];

it('allows exactly these transitions of all that can be written down', () => {
  const all = BIRTH_RECORD_STATES.flatMap((state) =>
    BIRTH_RECORD_ACTIONS.map((action) => [state, action, stateAfter(state, action)] as const),
  );
  expect(all).toHaveLength(16);
  expect(all.filter(([, , to]) => to !== null).map((transition) => transition.join(' '))).toEqual(ALLOWED);
});

it('names what is allowed', () => {
  expect(actionsIn('APPLIED')).toEqual(['withdrawBirthCertificateApplication', 'registerBirth']);
  expect(actionsIn('CERTIFIED')).toEqual([]);
});
