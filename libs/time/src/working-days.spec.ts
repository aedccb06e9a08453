import { HolidaysNotPublished, type LegalCalendar } from './legal-calendar.js';
import { addWorkingDays, dayKind, isWorkingDay, nextWorkingDay } from './working-days.js';

const date = (text: string) => Temporal.PlainDate.from(text);

/** 2026: Friday 8 May became a rest day, Saturday 16 May is worked for it; 9 May is a Saturday. */
const calendar: LegalCalendar = {
  zones: [{ from: '1924-05-02', zone: 'Asia/Bishkek' }],
  weekend: [6, 7],
  fixedHolidays: [
    { month: 1, day: 1 },
    { month: 5, day: 9 },
    { month: 11, day: 7, toYear: 2026 },
  ],
  years: {
    2026: { status: 'published', rest: ['2026-01-01', '2026-05-08', '2026-05-09'], working: ['2026-05-16'] },
    2028: { status: 'provisional', rest: ['2028-03-21'], working: [] },
  },
};

describe('working days', () => {
  it.each([
    ['2026-05-07', 1, '2026-05-11'],
    ['2026-05-07', 5, '2026-05-15'],
    ['2026-05-07', 6, '2026-05-16'],
    ['2026-05-07', 7, '2026-05-18'],
    ['2026-05-11', -1, '2026-05-07'],
    ['2026-05-09', 0, '2026-05-09'],
  ])('%s and %i more is %s', (from, days, to) => {
    expect(addWorkingDays(date(from), days, calendar)).toEqual({ date: date(to), provisional: false });
  });

  it('know a transferred Saturday as worked and a transferred Friday as rest', () => {
    expect(isWorkingDay(date('2026-05-16'), calendar)).toBe(true);
    expect(isWorkingDay(date('2026-05-23'), calendar)).toBe(false);
    expect(isWorkingDay(date('2026-05-08'), calendar)).toBe(false);
  });

  it('move a rest day on to the next working day, and leave a working day where it is', () => {
    expect(nextWorkingDay(date('2026-05-08'), calendar).date.toString()).toBe('2026-05-11');
    expect(nextWorkingDay(date('2026-05-07'), calendar).date.toString()).toBe('2026-05-07');
  });

  it('count an unpublished year by weekends and fixed holidays, and say that it is provisional', () => {
    expect(dayKind(date('2027-01-01'), calendar)).toEqual({ working: false, provisional: true });
    expect(dayKind(date('2027-03-22'), calendar)).toEqual({ working: true, provisional: true });
    expect(addWorkingDays(date('2026-12-31'), 1, calendar)).toEqual({ date: date('2027-01-04'), provisional: true });
  });

  it('use what a provisional year already knows', () => {
    expect(dayKind(date('2028-03-21'), calendar)).toEqual({ working: false, provisional: true });
    expect(dayKind(date('2028-05-09'), calendar)).toEqual({ working: false, provisional: true });
  });

  it('believe a published year and not the standing law', () => {
    expect(isWorkingDay(date('2026-11-07').with({ day: 9 }), calendar)).toBe(true);
    const without = { ...calendar, years: { 2029: { status: 'published' as const, rest: [], working: [] } } };
    expect(isWorkingDay(date('2029-05-09'), without)).toBe(true);
  });

  it('end a fixed holiday with the law that made it', () => {
    expect(dayKind(date('2025-11-07'), calendar).working).toBe(false);
    expect(dayKind(date('2030-11-07'), calendar).working).toBe(true);
  });

  it('refuse to guess when told to, only where an unpublished year is reached', () => {
    expect(addWorkingDays(date('2026-12-30'), 1, calendar, 'refuse').date.toString()).toBe('2026-12-31');
    expect(() => addWorkingDays(date('2026-12-30'), 2, calendar, 'refuse')).toThrow(HolidaysNotPublished);
    expect(() => isWorkingDay(date('2027-06-01'), calendar, 'refuse')).toThrow(
      'the holidays of 2027 are not published',
    );
    expect(() => addWorkingDays(date('2026-01-01'), 1.5, calendar)).toThrow('not a number of working days: 1.5');
  });
});
