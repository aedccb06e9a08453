import { addDays, addWorkingDays, type LegalCalendar, legalDate, nextWorkingDay, startOfLegalDay } from '@kamkor/time';

/** The first release: at the start, or on the first working day after it; at once where that is today. */
export function firstReleaseAt(
  startsOn: Temporal.PlainDate,
  now: Temporal.Instant,
  calendar: LegalCalendar,
): Temporal.Instant {
  const at = startOfLegalDay(nextWorkingDay(startsOn, calendar).date, calendar);
  return Temporal.Instant.compare(at, now) > 0 ? at : now;
}

/** The next release after one made now: days that were missed are not made up for, for nobody can visit them twice. */
export function nextReleaseAt(now: Temporal.Instant, calendar: LegalCalendar): Temporal.Instant {
  const { date } = nextWorkingDay(addDays(legalDate(now, calendar), 1), calendar);
  return startOfLegalDay(date, calendar);
}

/** The day on which the last of those who wait is released at this rate; null where nobody waits. */
export function lastReleaseOn(
  waiting: number,
  perDay: number,
  nextRelease: Temporal.Instant,
  calendar: LegalCalendar,
): Temporal.PlainDate | null {
  if (waiting === 0) return null;
  const first = nextWorkingDay(legalDate(nextRelease, calendar), calendar).date;
  return addWorkingDays(first, Math.ceil(waiting / perDay) - 1, calendar).date;
}
