import type { LegalCalendar } from './legal-calendar.js';
import { addDays, daysBetween, legalDate, startOfLegalDay, zoneOn } from './legal-day.js';

const bishkek: LegalCalendar = {
  zones: [{ from: '1924-05-02', zone: 'Asia/Bishkek' }],
  weekend: [6, 7],
  fixedHolidays: [],
  years: {},
};
const instant = (text: string) => Temporal.Instant.from(text);
const date = (text: string) => Temporal.PlainDate.from(text);

it('runs under the time zone it was asked to', () => {
  if (process.env.TZ) expect(Temporal.Now.timeZoneId()).toBe(process.env.TZ);
});

describe('the legal day', () => {
  it.each([
    ['2026-05-24T17:59:59.999Z', '2026-05-24'],
    ['2026-05-24T18:00:00Z', '2026-05-25'],
    // Summer time, UTC+6 against UTC+5 in winter, until it was given up on 12 August 2005.
    ['2005-01-15T18:30:00Z', '2005-01-15'],
    ['2005-01-15T19:00:00Z', '2005-01-16'],
    ['2005-12-15T18:00:00Z', '2005-12-16'],
  ])('at %s is %s', (at, expected) => {
    expect(legalDate(instant(at), bishkek).toString()).toBe(expected);
  });

  it('starts at 18:00 UTC of the day before, winter and summer, since 12 August 2005', () => {
    for (let day = date('2005-08-13'); day.year < 2031; day = addDays(day, 13)) {
      expect(startOfLegalDay(day, bishkek).toString()).toBe(`${addDays(day, -1)}T18:00:00Z`);
    }
  });

  it('is the inverse of its start, on every day around a change of the clocks', () => {
    for (let day = date('2004-12-20'); day.year < 2006; day = addDays(day, 1)) {
      const start = startOfLegalDay(day, bishkek);
      expect(legalDate(start, bishkek).toString()).toBe(day.toString());
      expect(legalDate(start.subtract({ milliseconds: 1 }), bishkek).toString()).toBe(addDays(day, -1).toString());
    }
  });

  it('follows a decree that the runtime does not know', () => {
    const moved: LegalCalendar = { ...bishkek, zones: [...bishkek.zones, { from: '2030-01-01', zone: '+05:00' }] };
    expect(zoneOn(date('2029-12-31'), moved)).toBe('Asia/Bishkek');
    expect(startOfLegalDay(date('2030-01-01'), moved).toString()).toBe('2029-12-31T19:00:00Z');
    expect(legalDate(instant('2029-12-31T18:59:59Z'), moved).toString()).toBe('2029-12-31');
    expect(legalDate(instant('2029-12-31T19:00:00Z'), moved).toString()).toBe('2030-01-01');
    expect(legalDate(instant('2026-05-24T18:00:00Z'), moved).toString()).toBe('2026-05-25');
  });

  it('has no instant twice and none missing where a decree moves the clocks forward', () => {
    const moved: LegalCalendar = {
      ...bishkek,
      zones: [
        { from: '1924-05-02', zone: '+05:00' },
        { from: '2030-01-01', zone: '+06:00' },
      ],
    };
    const start = startOfLegalDay(date('2030-01-01'), moved);
    expect(start.toString()).toBe('2029-12-31T19:00:00Z');
    expect(legalDate(start, moved).toString()).toBe('2030-01-01');
    expect(legalDate(start.subtract({ milliseconds: 1 }), moved).toString()).toBe('2029-12-31');
  });

  it('counts over leap days and years', () => {
    expect(addDays(date('2028-02-28'), 2).toString()).toBe('2028-03-01');
    expect(daysBetween(date('2026-05-25'), date('2026-07-25'))).toBe(61);
    expect(daysBetween(date('2026-07-25'), date('2026-05-25'))).toBe(-61);
  });
});
