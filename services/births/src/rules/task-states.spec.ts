import { allowedOn, endingOf, requireAllowed, TASK_STATES, TASK_TRANSITIONS } from './task-states.js';

describe('the states of an outreach task', () => {
  it('change by this table and no other', () => {
    expect(TASK_STATES.map((state) => TASK_TRANSITIONS[state])).toEqual([
      {
        recordVisit: 'OPEN',
        assignOutreach: 'OPEN',
        offerHandover: 'OPEN',
        recordReview: 'OPEN',
        close: 'CLOSED',
        withdraw: 'WITHDRAWN',
      },
      { recordVisit: 'CLOSED' },
      { recordVisit: 'CLOSED' },
    ]);
    expect(allowedOn('OPEN')).toEqual([
      'recordVisit',
      'assignOutreach',
      'offerHandover',
      'recordReview',
      'close',
      'withdraw',
    ]);
  });

  it('refuse naming the state and what is allowed', () => {
    expect(() => requireAllowed('OPEN', 'recordVisit')).not.toThrow();
    for (const state of ['CLOSED', 'WITHDRAWN'] as const) {
      expect(() => requireAllowed(state, 'recordVisit')).not.toThrow();
      for (const action of ['assignOutreach', 'offerHandover', 'recordReview'] as const) {
        expect(() => requireAllowed(state, action)).toThrow(
          expect.objectContaining({ code: 'TRANSITION_REFUSED', details: { state, allowed: ['recordVisit'] } }),
        );
      }
    }
  });

  it('keep the visits of a task whose reason turned out not to be one', () => {
    expect(endingOf('APPLIED_IN_TIME', 0)).toBe('WITHDRAWN');
    expect(endingOf('APPLIED_IN_TIME', 2)).toBe('CLOSED');
    expect(endingOf('WATCH_CANCELLED', 0)).toBe('WITHDRAWN');
    expect(endingOf('DOCUMENTED', 0)).toBe('CLOSED');
  });
});
