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

  it('is refused naming the state and what is allowed, in every language', () => {
    expect(() => requireAllowed('PENDING', 'suspend')).not.toThrow();
    const error = refusedIn('SUSPENDED', 'suspend') as Refusal;
    expect(error).toBeInstanceOf(Refusal);
    expect(error.details).toEqual({ state: 'SUSPENDED', allowed: ['meet', 'cancel', 'extend', 'resume'] });
    for (const language of ['ky', 'ru', 'en'] as const) expect(error.in(language)).toContain('SUSPENDED');
  });
});
