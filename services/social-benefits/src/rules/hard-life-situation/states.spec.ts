import { actionsIn, SITUATION_ACTIONS, SITUATION_STATES, stateAfter, stateReopened } from './states.js';

it('allows exactly these transitions of all that can be written down', () => {
  const all = SITUATION_STATES.flatMap((state) =>
    SITUATION_ACTIONS.map((action) => `${state} ${action} ${stateAfter(state, action)}`),
  );
  expect(all).toHaveLength(18);
  expect(all.filter((transition) => !transition.endsWith('null'))).toEqual([
    'REGISTERED recordHardLifeAssessment ASSESSED',
    'REGISTERED recordHardLifeObjection REGISTERED',
    'REGISTERED upholdHardLifeObjection CLOSED',
    'REGISTERED rejectHardLifeObjection REGISTERED',
    'ASSESSED recordHardLifeReview ASSESSED',
    'ASSESSED closeHardLifeSituation CLOSED',
    'ASSESSED recordHardLifeObjection ASSESSED',
    'ASSESSED upholdHardLifeObjection CLOSED',
    'ASSESSED rejectHardLifeObjection ASSESSED',
  ]);
});

it('answers an objection only where there is one, and takes no second before the answer', () => {
  expect(actionsIn({ state: 'REGISTERED', objectionPending: false })).toEqual([
    'recordHardLifeAssessment',
    'recordHardLifeObjection',
  ]);
  expect(actionsIn({ state: 'ASSESSED', objectionPending: true })).toEqual([
    'recordHardLifeReview',
    'closeHardLifeSituation',
    'upholdHardLifeObjection',
    'rejectHardLifeObjection',
  ]);
  expect(actionsIn({ state: 'CLOSED', objectionPending: true })).toEqual([]);
});

it('opens again what was no duplicate as what it was', () => {
  expect([stateReopened(false), stateReopened(true)]).toEqual(['REGISTERED', 'ASSESSED']);
});
