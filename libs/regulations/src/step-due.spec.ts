import type { LegalCalendar } from '@kamkor/time';
import { defineRegulation } from './regulation.js';
import { RegulationBook } from './regulation-book.js';
import { stepDue } from './step-due.js';

const calendar: LegalCalendar = {
  zones: [{ from: '1924-05-02', zone: 'Asia/Bishkek' }],
  weekend: [6, 7],
  fixedHolidays: [],
  years: { 2024: { status: 'published', rest: [], working: [] } },
};
const version = { act: 'An act', article: '1', source: 'law' as const };
const term = defineRegulation({
  code: 'test.term',
  unit: 'working-days',
  versions: [
    { ...version, from: '2020-01-01', value: 1 },
    { ...version, from: '2024-06-04', value: 5 },
  ],
});
const due = (at: string) => stepDue(term, Temporal.Instant.from(at), { book: new RegulationBook([term]), calendar });

it.each([
  ['2024-06-03T05:00:00Z', '2024-06-04T18:00:00Z 2020-01-01'],
  ['2024-06-03T17:59:59Z', '2024-06-04T18:00:00Z 2020-01-01'],
  ['2024-06-03T18:00:00Z', '2024-06-11T18:00:00Z 2024-06-04'],
])('a step that started at %s is due by the value in force on that legal date', (at, expected) => {
  const { dueAt, regulation } = due(at);
  expect(`${dueAt} ${regulation.validFrom}`).toBe(expected);
  expect(regulation.code).toBe('test.term');
});
