import { HANDOVER_STATES, HANDOVER_TRANSITIONS, requireHandover } from './handover-states.js';

it('an offer changes by this table and no other', () => {
  expect(HANDOVER_STATES.map((state) => HANDOVER_TRANSITIONS[state])).toEqual([
    { acceptHandover: 'ACCEPTED', declineHandover: 'DECLINED', withdraw: 'WITHDRAWN' },
    {},
    {},
    {},
  ]);
});

it('what was decided or withdrawn is decided by nobody again', () => {
  for (const action of ['acceptHandover', 'declineHandover'] as const) {
    expect(() => requireHandover('OFFERED', action)).not.toThrow();
    for (const state of ['ACCEPTED', 'DECLINED', 'WITHDRAWN'] as const) {
      expect(() => requireHandover(state, action)).toThrow(
        expect.objectContaining({ code: 'TRANSITION_REFUSED', details: { state, allowed: [] } }),
      );
    }
  }
});
