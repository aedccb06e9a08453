import { type CalendarYear, HolidaysNotPublished, type LegalCalendar } from './legal-calendar.js';

/**
 * What to do about a year whose holidays are not (all) published. `provisional` counts with weekends and the holidays
 * fixed by law and says so, so that a term is known from its first day and is counted again when the year is
 * published; `refuse` throws {@link HolidaysNotPublished}.
 */
export type Unpublished = 'provisional' | 'refuse';

/** A date reached by counting working days. `provisional`: a holiday still to be published may move it. */
export interface CountedDate {
  readonly date: Temporal.PlainDate;
  readonly provisional: boolean;
}

/** Whether this is a working day, and whether that is certain. A transfer beats a holiday, a holiday beats the weekday. */
export function dayKind(
  date: Temporal.PlainDate,
  calendar: LegalCalendar,
): { readonly working: boolean; readonly provisional: boolean } {
  const year: CalendarYear | undefined = calendar.years[date.year];
  const iso = date.toString();
  const provisional = year?.status !== 'published';
  if (year?.working.includes(iso)) return { working: true, provisional };
  const rest = year?.rest.includes(iso) || (provisional && isFixedHoliday(date, calendar));
  return { working: !rest && !calendar.weekend.includes(date.dayOfWeek), provisional };
}

export function isWorkingDay(
  date: Temporal.PlainDate,
  calendar: LegalCalendar,
  unpublished: Unpublished = 'provisional',
): boolean {
  const day = dayKind(date, calendar);
  if (day.provisional && unpublished === 'refuse') throw new HolidaysNotPublished(date.year);
  return day.working;
}

/**
 * The date `days` working days after `date`, which itself is not counted; backwards when negative; `date` for 0.
 * Throws {@link HolidaysNotPublished} only when asked to refuse.
 */
export function addWorkingDays(
  date: Temporal.PlainDate,
  days: number,
  calendar: LegalCalendar,
  unpublished: Unpublished = 'provisional',
): CountedDate {
  if (!Number.isSafeInteger(days)) throw new RangeError(`not a number of working days: ${days}`);
  let at = date;
  let provisional = false;
  for (let left = Math.abs(days); left > 0; ) {
    at = at.add({ days: Math.sign(days) });
    const day = dayKind(at, calendar);
    if (day.provisional && unpublished === 'refuse') throw new HolidaysNotPublished(at.year);
    provisional ||= day.provisional;
    if (day.working) left -= 1;
  }
  return { date: at, provisional };
}

/** `date` itself when it is worked, else the next one that is. */
export function nextWorkingDay(
  date: Temporal.PlainDate,
  calendar: LegalCalendar,
  unpublished: Unpublished = 'provisional',
): CountedDate {
  if (isWorkingDay(date, calendar, unpublished)) return { date, provisional: dayKind(date, calendar).provisional };
  const counted = addWorkingDays(date, 1, calendar, unpublished);
  return { ...counted, provisional: counted.provisional || dayKind(date, calendar).provisional };
}

function isFixedHoliday(date: Temporal.PlainDate, calendar: LegalCalendar): boolean {
  return calendar.fixedHolidays.some(
    ({ month, day, fromYear = -Infinity, toYear = Infinity }) =>
      month === date.month && day === date.day && fromYear <= date.year && date.year <= toYear,
  );
}
