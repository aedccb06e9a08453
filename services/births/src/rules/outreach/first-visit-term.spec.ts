import { RegulationBook } from '@kamkor/regulations';
import { firstVisitDueAt, firstVisitTerm } from './first-visit-term.js';

const bishkek = {
  zones: [{ from: '1924-05-02', zone: 'Asia/Bishkek' }],
  weekend: [6, 7],
  fixedHolidays: [],
  years: { 2024: { status: 'published', rest: ['2024-05-09'], working: [] } },
} as const;

it('the first visit is due after five working days, counted from the opening of the task', () => {
  const book = new RegulationBook([firstVisitTerm]);
  const due = (opened: string) => firstVisitDueAt(Temporal.Instant.from(opened), bishkek, book).toString();
  expect(due('2024-05-20T03:00:00Z')).toBe('2024-05-27T18:00:00Z');
  // 6 May is a Monday; the 9th is not worked.
  expect(due('2024-05-06T03:00:00Z')).toBe('2024-05-14T18:00:00Z');
});
