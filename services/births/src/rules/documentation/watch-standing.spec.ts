import { type Stands, standingBy } from './watch-standing.js';
import { WATCH_STATES, type WatchState } from './watch-states.js';

const at = (day: string) => Temporal.Instant.from(`2024-${day}T00:00:00Z`);
const dueAt = at('07-25');
const nothing = { appliedAt: null, documentedAt: null, diedAt: null };
const stands = (said: Partial<Stands>): Stands => ({
  ...nothing,
  state: 'AWAITING_APPLICATION',
  dueAt,
  wasOverdue: false,
  ...said,
});

describe('how a watch stands by what was told of its child', () => {
  it.each<[string, Partial<Stands>, WatchState, boolean, boolean]>([
    ['nothing: it waits', {}, 'AWAITING_APPLICATION', false, true],
    ['applied in time', { appliedAt: at('07-24') }, 'APPLIED', true, false],
    ['applied at the instant of the term: too late', { appliedAt: dueAt }, 'APPLIED', false, true],
    ['applied late, which was noticed', { appliedAt: at('08-01'), wasOverdue: true }, 'APPLIED', false, false],
    ['a certificate in time, no application heard of', { documentedAt: at('07-01') }, 'DOCUMENTED', true, false],
    [
      'a late certificate after an application in time',
      { appliedAt: at('07-01'), documentedAt: at('08-01') },
      'DOCUMENTED',
      true,
      false,
    ],
    [
      'a certificate before the application of another paper',
      { appliedAt: at('08-01'), documentedAt: at('07-01') },
      'DOCUMENTED',
      true,
      false,
    ],
    ['all too late, unnoticed', { appliedAt: at('08-01'), documentedAt: at('08-02') }, 'DOCUMENTED', false, true],
    ['died', { diedAt: at('06-01') }, 'CANCELLED', false, false],
    ['died after applying', { appliedAt: at('06-01'), diedAt: at('06-02') }, 'CANCELLED', true, false],
    ['died after applying late', { appliedAt: at('08-01'), diedAt: at('08-02') }, 'CANCELLED', false, false],
    ['died with a certificate', { documentedAt: at('06-01'), diedAt: at('06-02') }, 'DOCUMENTED', true, false],
    ['a certificate after the death', { documentedAt: at('06-03'), diedAt: at('06-02') }, 'CANCELLED', true, false],
  ])('%s', (_what, told, state, inTime, deadlineRuns) => {
    expect(standingBy(stands(told))).toMatchObject({ state, inTime, deadlineRuns });
  });

  it('is the same whatever was believed before, but that who is overdue stays so until a fact comes', () => {
    for (const state of WATCH_STATES) {
      const overdue = state === 'OVERDUE';
      expect(standingBy(stands({ state }))).toMatchObject({
        state: overdue ? 'OVERDUE' : 'AWAITING_APPLICATION',
        deadlineRuns: !overdue,
      });
      for (const told of [{ appliedAt: at('07-01') }, { documentedAt: at('07-01') }, { diedAt: at('07-01') }]) {
        expect(standingBy(stands({ ...told, state }))).toEqual(standingBy(stands(told)));
      }
    }
  });
});
