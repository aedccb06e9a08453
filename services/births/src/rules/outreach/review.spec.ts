import { lawOf } from '../../law.js';
import { nextReviewAt, requireReviewDue, reviewDueAt } from './review.js';

const { calendar, book } = lawOf({ KAMKOR_PROFILE: 'KG' });
const born = Temporal.PlainDate.from('2024-05-25');
const due = (opened: string) => reviewDueAt(born, Temporal.Instant.from(opened), calendar, book).toString();

it('is due when the ninetieth day is over', () => {
  // The sixty-first day begins: no task opens earlier.
  expect(due('2024-07-24T18:00:00Z')).toBe('2024-08-23T18:00:00Z');
  expect(due('2024-08-23T17:59:59Z')).toBe('2024-08-23T18:00:00Z');
});

it('of a child that was overdue long before leaves the unit its time', () => {
  expect(due('2024-08-23T18:00:00Z')).toBe('2024-09-23T18:00:00Z');
  expect(due('2024-12-01T06:00:00Z')).toBe('2024-12-31T18:00:00Z');
});

it('comes again after the interval, and is recorded when it is due only', () => {
  const again = nextReviewAt(Temporal.Instant.from('2024-08-24T06:00:00Z'), calendar, book);
  expect(again.toString()).toBe('2024-09-23T18:00:00Z');
  expect(() => requireReviewDue(again)).not.toThrow();
  expect(() => requireReviewDue(null)).toThrow(expect.objectContaining({ code: 'TRANSITION_REFUSED' }));
});
