import { lawOf } from '../../law.js';
import { firstVisitDueAt } from '../outreach/first-visit-term.js';
import { handoverAnswerDueAt } from './answer-term.js';

const { calendar, book } = lawOf({ KAMKOR_PROFILE: 'KG' });
const due = (offered: string) => handoverAnswerDueAt(Temporal.Instant.from(offered), calendar, book).toString();

it('an offer is to be answered within three working days after the day on which it was made', () => {
  // A Monday; and a Friday, late in the evening in Bishkek.
  expect(due('2024-07-22T05:00:00Z')).toBe('2024-07-25T18:00:00Z');
  expect(due('2024-07-26T17:59:59Z')).toBe('2024-07-31T18:00:00Z');
});

it('of a task offered when it was opened the answer is due before the first visit', () => {
  const opened = Temporal.Instant.from('2024-07-24T18:00:00Z');
  const visit = firstVisitDueAt(opened, calendar, book);
  expect(Temporal.Instant.compare(handoverAnswerDueAt(opened, calendar, book), visit)).toBe(-1);
});
