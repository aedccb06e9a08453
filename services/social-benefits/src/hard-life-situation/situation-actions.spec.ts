import { NOBODY, type Role } from '@kamkor/principal';
import type { Standing } from '../rules/hard-life-situation/states.js';
import { actionsOn } from './situation-actions.js';

const allowedTo = (role: Role, state: Standing['state'], objectionPending = false) =>
  actionsOn({ state, objectionPending }, { ...NOBODY, roles: [role] })
    .filter(({ allowed }) => allowed)
    .map(({ action }) => action);

it('lets a specialist do what the state allows', () => {
  expect(allowedTo('benefits-specialist', 'REGISTERED')).toEqual([
    'recordHardLifeAssessment',
    'recordHardLifeObjection',
  ]);
  expect(allowedTo('benefits-specialist', 'CLOSED')).toEqual([]);
});

it('lets a family object and nothing else, and the rest nothing', () => {
  expect(allowedTo('citizen', 'ASSESSED')).toEqual(['recordHardLifeObjection']);
  expect(allowedTo('citizen', 'ASSESSED', true)).toEqual([]);
  expect(allowedTo('social-worker', 'REGISTERED')).toEqual([]);
});

it('says whether the role or the state is in the way', () => {
  const [assessment, review] = actionsOn(
    { state: 'REGISTERED', objectionPending: false },
    { ...NOBODY, roles: ['benefits-specialist'] },
  );
  expect([assessment?.reason, review?.reason]).toEqual([null, 'STATE_DOES_NOT_ALLOW']);
  const [forCitizen] = actionsOn({ state: 'REGISTERED', objectionPending: false }, { ...NOBODY, roles: ['citizen'] });
  expect(forCitizen?.reason).toBe('ROLE_NOT_ALLOWED');
});
