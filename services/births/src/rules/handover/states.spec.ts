import {
  HANDOVER_BY_PEOPLE,
  HANDOVER_STATES,
  HANDOVER_TRANSITIONS,
  HANDOVER_UNITS,
  handoverAllows,
  requireHandover,
} from './states.js';

it('an offer changes by this table and no other', () => {
  expect(HANDOVER_STATES.map((state) => HANDOVER_TRANSITIONS[state])).toEqual([
    { acceptHandover: 'ACCEPTED', declineHandover: 'DECLINED', withdrawHandover: 'WITHDRAWN', fallAway: 'WITHDRAWN' },
    {},
    {},
    {},
  ]);
});

describe.each(HANDOVER_STATES)('%s', (state) => {
  it.each(HANDOVER_BY_PEOPLE)(
    '%s is allowed while it is offered, and refused afterwards naming the state',
    (action) => {
      expect(handoverAllows(state, action)).toBe(state === 'OFFERED');
      if (state === 'OFFERED') return expect(() => requireHandover(state, action)).not.toThrow();
      expect(() => requireHandover(state, action)).toThrow(
        expect.objectContaining({
          code: 'TRANSITION_REFUSED',
          details: { state, allowed: [] },
          parameters: { action, state, allowed: '–' },
        }),
      );
    },
  );
});

it('one unit answers, and the other takes back', () => {
  expect(HANDOVER_UNITS).toEqual({
    acceptHandover: 'RECEIVING',
    declineHandover: 'RECEIVING',
    withdrawHandover: 'OFFERING',
  });
});
