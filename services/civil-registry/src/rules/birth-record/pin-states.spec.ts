import { PIN_ACTIONS, PIN_STATES, pinAfter } from './pin-states.js';
import { BIRTH_RECORD_STATES } from './states.js';

it('allows exactly these steps of all that can be written down', () => {
  const all = BIRTH_RECORD_STATES.flatMap((record) =>
    PIN_STATES.flatMap((pin) =>
      PIN_ACTIONS.map((action) => `${record} ${pin} ${action} ${pinAfter(record, pin, action)}`),
    ),
  );
  expect(all).toHaveLength(24);
  expect(all.filter((step) => !step.endsWith('null'))).toEqual([
    'REGISTERED NOT_REQUESTED requestPin PENDING',
    'REGISTERED PENDING recordPin RECORDED',
    'CERTIFIED NOT_REQUESTED requestPin PENDING',
    'CERTIFIED PENDING recordPin RECORDED',
  ]);
});
