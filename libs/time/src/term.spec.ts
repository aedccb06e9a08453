import type { LegalCalendar } from './legal-calendar.js';
import { type Term, termFromDate, termFromInstant } from './term.js';

const calendar: LegalCalendar = {
  zones: [{ from: '1924-05-02', zone: 'Asia/Bishkek' }],
  weekend: [6, 7],
  fixedHolidays: [],
  years: { 2026: { status: 'published', rest: [], working: [] } },
};
const date = (text: string) => Temporal.PlainDate.from(text);
const instant = (text: string) => Temporal.Instant.from(text);

describe('a legal term', () => {
  it('of 60 days after a birth is over at 00:00 of birth date + 61', () => {
    const end = termFromDate(date('2026-05-25'), { value: 60, unit: 'days' }, calendar);
    expect(end.lastDay.toString()).toBe('2026-07-24');
    expect(end.dueAt.toString()).toBe('2026-07-24T18:00:00Z');
    expect(end.provisional).toBe(false);
  });

  it.each<[string, Term, string]>([
    ['2026-01-31', { value: 1, unit: 'months' }, '2026-02-28'],
    ['2028-02-29', { value: 1, unit: 'years' }, '2029-02-28'],
    ['2026-05-25', { value: 2, unit: 'weeks' }, '2026-06-08'],
    ['2026-05-22', { value: 3, unit: 'working-days' }, '2026-05-27'],
  ])('from %s of %j has %s as its last day', (start, term, lastDay) => {
    const end = termFromInstant(instant(`${start}T03:00:00Z`), term, calendar);
    expect(end.lastDay.toString()).toBe(lastDay);
    expect(end.dueAt.toString()).toBe(`${lastDay}T18:00:00Z`);
  });

  it('of hours runs from the instant', () => {
    const end = termFromInstant(instant('2026-05-24T17:30:00Z'), { value: 24, unit: 'hours' }, calendar);
    expect(end.dueAt.toString()).toBe('2026-05-25T17:30:00Z');
    expect(end.lastDay.toString()).toBe('2026-05-25');
  });

  it('of days runs from the legal date of the instant, not from the UTC one', () => {
    const end = termFromInstant(instant('2026-05-24T18:30:00Z'), { value: 1, unit: 'days' }, calendar);
    expect(end.lastDay.toString()).toBe('2026-05-26');
  });

  it('over an unpublished year is provisional', () => {
    expect(termFromDate(date('2026-12-30'), { value: 5, unit: 'working-days' }, calendar).provisional).toBe(true);
  });
});
