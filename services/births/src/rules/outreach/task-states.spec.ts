import {
  allowedOn,
  BY_PEOPLE,
  endingOf,
  requireAllowed,
  TASK_CLOSINGS,
  TASK_STATES,
  TASK_TRANSITIONS,
  taskAfterVisit,
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
    CLOSED: { recordVisit: 'CLOSED' },
    WITHDRAWN: { recordVisit: 'CLOSED' },
  });
  expect(TASK_STATES.map(allowedOn)).toEqual([ALL, ['recordVisit'], ['recordVisit']]);
});

describe.each(TASK_STATES)('on a task that is %s', (state) => {
  it.each(BY_PEOPLE)(
    '%s is allowed while it is open, a visit also afterwards; else it is refused naming the state',
    (action) => {
      if (state === 'OPEN' || action === 'recordVisit')
        return expect(() => requireAllowed(state, action)).not.toThrow();
      expect(() => requireAllowed(state, action)).toThrow(
        expect.objectContaining({
          code: 'TRANSITION_REFUSED',
          details: { state, allowed: ['recordVisit'] },
          parameters: { action, state, allowed: ['recordVisit'] },
        }),
      );
    },
  );
});

it.each(TASK_CLOSINGS)(
  'ended as %s it keeps what was visited; without a visit and a reason it is withdrawn',
  (closing) => {
    expect(endingOf(closing, 2)).toBe('CLOSED');
    expect(endingOf(closing, 0)).toBe(closing === 'DOCUMENTED' ? 'CLOSED' : 'WITHDRAWN');
  },
);

it('a task whose visit is told of after its end was not without reason', () => {
  expect(TASK_STATES.map(taskAfterVisit)).toEqual(['OPEN', 'CLOSED', 'CLOSED']);
});
