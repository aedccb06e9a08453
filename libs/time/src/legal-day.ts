import type { LegalCalendar } from './legal-calendar.js';

/** The legal date at an instant. */
export function legalDate(instant: Temporal.Instant, calendar: LegalCalendar): Temporal.PlainDate {
  const index = calendar.zones.findLastIndex(
    (_zone, at) => at === 0 || Temporal.Instant.compare(instant, changeTo(at, calendar)) >= 0,
  );
  return instant.toZonedDateTimeISO(calendar.zones[index]!.zone).toPlainDate();
}

/** The first instant of a legal date: 00:00, or the first one that there is where clocks were moved over midnight. */
export function startOfLegalDay(date: Temporal.PlainDate, calendar: LegalCalendar): Temporal.Instant {
  const start = date.toZonedDateTime(zoneOn(date, calendar)).toInstant();
  const index = calendar.zones.findIndex(({ from }) => from === date.toString());
  if (index < 1) return start;
  const change = changeTo(index, calendar);
  return Temporal.Instant.compare(start, change) > 0 ? start : change;
}

/** The legal zone of a date, by the profile's history. */
export function zoneOn(date: Temporal.PlainDate, calendar: LegalCalendar): string {
  const iso = date.toString();
  return (calendar.zones.findLast(({ from }) => from <= iso) ?? calendar.zones[0]).zone;
}

/** Calendar days later (or earlier). */
export const addDays = (date: Temporal.PlainDate, days: number): Temporal.PlainDate => date.add({ days });

/** Calendar days from the first date to the second; negative when it lies before. */
export const daysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate): number =>
  from.until(to, { largestUnit: 'days' }).days;

/** Clocks are changed when the old zone's clock reaches the date from which the new zone holds. */
function changeTo(index: number, calendar: LegalCalendar): Temporal.Instant {
  const before = calendar.zones[index - 1]!.zone;
  return Temporal.PlainDate.from(calendar.zones[index]!.from).toZonedDateTime(before).toInstant();
}
