import { actionsIn, SITUATION_ACTIONS, SITUATION_STATES, stateAfter } from './situation-states.js';

it('allows exactly these transitions of all that can be written down', () => {
  const all = SITUATION_STATES.flatMap((state) =>
    SITUATION_ACTIONS.map((action) => `${state} ${action} ${stateAfter(state, action)}`),
  );
  expect(all).toEqual([
    'REGISTERED recordHardLifeAssessment ASSESSED',
    'REGISTERED closeHardLifeSituation null',
    'ASSESSED recordHardLifeAssessment null',
    'ASSESSED closeHardLifeSituation CLOSED',
    'CLOSED recordHardLifeAssessment null',
    'CLOSED closeHardLifeSituation null',
  ]);
});

it('names what is allowed', () => {
  expect(SITUATION_STATES.map(actionsIn)).toEqual([['recordHardLifeAssessment'], ['closeHardLifeSituation'], []]);
});
