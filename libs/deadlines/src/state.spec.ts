import { Refusal } from '@kamkor/errors';
import { ALLOWED, allows, DEADLINE_STATES, OPEN_STATES, refusedIn, requireAllowed } from './state.js';

describe('what may be done with a deadline', () => {
  it('is decided for every state; what is over stays over, but for a lapse', () => {
    expect(Object.keys(ALLOWED).sort()).toEqual([...DEADLINE_STATES].sort());
    expect(ALLOWED.MET).toEqual([]);
    expect(ALLOWED.CANCELLED).toEqual([]);
    expect(ALLOWED.LAPSED).toEqual(['meet']);
    for (const state of OPEN_STATES) expect(allows(state, 'cancel')).toBe(true);
  });

  it('is allowed or refused, each action in each state, by this table', () => {
    const ACTIONS = ['meet', 'cancel', 'extend', 'suspend', 'resume'] as const;
    const of = (state: (typeof DEADLINE_STATES)[number]) =>
      ACTIONS.filter((action) => {
        if (allows(state, action)) {
          expect(() => requireAllowed(state, action)).not.toThrow();
          return true;
        }
        expect(() => requireAllowed(state, action)).toThrow(
          expect.objectContaining({ code: 'TRANSITION_REFUSED', details: { state, allowed: ALLOWED[state] } }),
        );
        return false;
      });
    expect(Object.fromEntries(DEADLINE_STATES.map((state) => [state, of(state)]))).toEqual({
      PENDING: ['meet', 'cancel', 'extend', 'suspend'],
      SUSPENDED: ['meet', 'cancel', 'extend', 'resume'],
      PARKED: ['meet', 'cancel', 'extend'],
      LAPSED: ['meet'],
      MET: [],
      CANCELLED: [],
    });
  });

  it('is refused naming the state and what is allowed, in every language', () => {
    expect(() => requireAllowed('PENDING', 'suspend')).not.toThrow();
    const error = refusedIn('SUSPENDED', 'suspend') as Refusal;
    expect(error).toBeInstanceOf(Refusal);
    expect(error.details).toEqual({ state: 'SUSPENDED', allowed: ['meet', 'cancel', 'extend', 'resume'] });
    for (const language of ['ky', 'ru', 'en'] as const) expect(error.in(language)).toContain('SUSPENDED');
  });
});
