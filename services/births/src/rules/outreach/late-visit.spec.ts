import { RegulationBook } from '@kamkor/regulations';
import { offlinePeriod, requireVisitTaken } from './late-visit.js';

const bishkek = {
  zones: [{ from: '1924-05-02', zone: 'Asia/Bishkek' }],
  weekend: [6, 7],
  fixedHolidays: [],
  years: {},
} as const;
const book = new RegulationBook([offlinePeriod]);
const at = (text: string) => Temporal.Instant.from(text);
// 01:00 of 1 August in Bishkek.
const endedAt = at('2024-07-31T19:00:00Z');
const taken = (visitedAt: string, state: 'OPEN' | 'CLOSED' | 'WITHDRAWN' = 'CLOSED') =>
  requireVisitTaken({ own: true, state, endedAt: state === 'OPEN' ? null : endedAt }, at(visitedAt), bishkek, book);

it('a visit is taken until the offline period after the end of its task is over, to the last of its days', () => {
  for (const state of ['CLOSED', 'WITHDRAWN'] as const) {
    expect(() => taken('2024-07-01T00:00:00Z', state)).not.toThrow();
    expect(() => taken('2024-08-31T17:59:59Z', state)).not.toThrow();
    expect(() => taken('2024-08-31T18:00:00Z', state)).toThrow(
      expect.objectContaining({
        code: 'TRANSITION_REFUSED',
        reason: 'VISIT_AFTER_END',
        details: { field: 'visitedAt', state, allowed: [] },
      }),
    );
  }
  expect(() => taken('2030-01-01T00:00:00Z', 'OPEN')).not.toThrow();
});

it.each(['OPEN', 'CLOSED', 'WITHDRAWN'] as const)(
  'a former unit of a task that is %s is told nothing of it',
  (state) => {
    const told = (visitedAt: string) => requireVisitTaken({ own: false, state, endedAt }, at(visitedAt), bishkek, book);
    expect(() => told('2024-08-31T17:59:59Z')).not.toThrow();
    expect(() => told('2024-08-31T18:00:00Z')).toThrow(expect.objectContaining({ code: 'NOT_FOUND', details: {} }));
  },
);
