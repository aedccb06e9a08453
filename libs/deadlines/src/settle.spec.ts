import { type Settlement, settle } from './settle.js';
import type { DeadlineState } from './state.js';

const dueAt = Temporal.Instant.from('2024-07-25T18:00:00Z');
const outerLimit = Temporal.Instant.from('2024-09-01T18:00:00Z');
const before = dueAt.subtract({ milliseconds: 1 });
const after = dueAt.add({ hours: 24 });

describe('settling a deadline by a fact', () => {
  it.each<[string, DeadlineState, Temporal.Instant, Temporal.Instant | null, Settlement]>([
    ['a fact of the last millisecond is in time', 'PENDING', before, null, 'MET'],
    ['a fact of the instant itself is too late', 'PENDING', dueAt, null, 'LATE'],
    ['a lapse is taken back by an earlier fact', 'LAPSED', before, null, 'TAKEN_BACK'],
    ['a lapse stands against a later fact', 'LAPSED', after, null, 'LATE'],
    ['a parked one is met like a pending one', 'PARKED', before, null, 'MET'],
    ['a parked one is not met too late', 'PARKED', after, null, 'LATE'],
    ['while the clock stands nothing is too late', 'SUSPENDED', after, null, 'MET'],
    ['while the clock stands the outer limit goes on', 'SUSPENDED', outerLimit, outerLimit, 'LATE'],
    ['the outer limit says nothing of a running clock', 'PENDING', after, outerLimit, 'LATE'],
  ])('%s', (_name, state, factAt, limit, expected) => {
    expect(settle({ state, dueAt, outerLimit: limit }, factAt)).toBe(expected);
  });
});
