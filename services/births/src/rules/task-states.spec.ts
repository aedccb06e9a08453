import {
  allowedOn,
  BY_PEOPLE,
  endingOf,
  requireAllowed,
  TASK_CLOSINGS,
  TASK_STATES,
  TASK_TRANSITIONS,
} from './task-states.js';

const ALL = ['recordVisit', 'assignOutreach', 'offerHandover', 'recordReview', 'close', 'withdraw'];

it('the states of an outreach task change by this table and no other', () => {
  expect(TASK_TRANSITIONS).toEqual({
    OPEN: {
      recordVisit: 'OPEN',
      assignOutreach: 'OPEN',
      offerHandover: 'OPEN',
      recordReview: 'OPEN',
      close: 'CLOSED',
      withdraw: 'WITHDRAWN',
    },
    CLOSED: {},
    WITHDRAWN: {},
  });
  expect(TASK_STATES.map(allowedOn)).toEqual([ALL, [], []]);
});

describe.each(TASK_STATES)('on a task that is %s', (state) => {
  it.each(BY_PEOPLE)('%s is allowed while it is open, and refused afterwards naming the state', (action) => {
    if (state === 'OPEN') return expect(() => requireAllowed(state, action)).not.toThrow();
    expect(() => requireAllowed(state, action)).toThrow(
      expect.objectContaining({
        code: 'TRANSITION_REFUSED',
        details: { state, allowed: [] },
        parameters: { action, state, allowed: '–' },
      }),
    );
  });
});

it.each(TASK_CLOSINGS)(
  'ended as %s it keeps what was visited; without a visit and a reason it is withdrawn',
  (closing) => {
    expect(endingOf(closing, 2)).toBe('CLOSED');
    expect(endingOf(closing, 0)).toBe(closing === 'DOCUMENTED' ? 'CLOSED' : 'WITHDRAWN');
  },
);
