import { lawOf } from '../../law.js';
import { nextVisitDueAt } from './next-visit-term.js';

const { calendar, book } = lawOf({ KAMKOR_PROFILE: 'KG' });
const at = (text: string) => Temporal.Instant.from(text);

it('is counted from the visit, in working days whose last is whole', () => {
  const due = nextVisitDueAt(at('2024-07-26T04:00:00Z'), at('2024-07-28T04:00:00Z'), calendar, book);
  expect(due.toString()).toBe('2024-08-09T18:00:00Z');
});

it('of a visit recorded long after is counted from now', () => {
  const due = nextVisitDueAt(at('2024-06-03T04:00:00Z'), at('2024-07-26T04:00:00Z'), calendar, book);
  expect(due.toString()).toBe('2024-08-09T18:00:00Z');
});
