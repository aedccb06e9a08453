export const ZONE = 'Asia/Bishkek';
/** What the programme gives the parents. That the system counts so is what the pilot finds out. */
export const TERM_DAYS = 60;

export const FIRST_DAY = Temporal.PlainDate.from('2024-03-01');
/** The period of the pilot, both days included. */
export const FROM = Temporal.PlainDate.from('2024-05-25');
export const TO = Temporal.PlainDate.from('2024-07-22');

/** Who was born then is overdue on that day, unless somebody applied before. */
export const overdueDay = (born: Temporal.PlainDate): Temporal.PlainDate => born.add({ days: TERM_DAYS + 1 });
/** The day of birth of those who become overdue on that day. */
export const bornFor = (overdue: Temporal.PlainDate): Temporal.PlainDate => overdue.subtract({ days: TERM_DAYS + 1 });

export const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(one, other) < 0;
export const earlier = (one: Temporal.PlainDate, other: Temporal.PlainDate) => (isBefore(other, one) ? other : one);
export const later = (one: Temporal.PlainDate, other: Temporal.PlainDate) => (isBefore(one, other) ? other : one);
export const daysFrom = (one: Temporal.PlainDate, other: Temporal.PlainDate): number =>
  one.until(other, { largestUnit: 'days' }).days;

/** A moment of a legal day. */
export const at = (date: Temporal.PlainDate, hour: number, minute = 0): Temporal.Instant =>
  date.toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from({ hour, minute }) }).toInstant();

/** Days of the pilot on which nobody works, beside the ends of weeks: Kurman Ait. */
const DAYS_OFF = ['2024-06-17'];

/** The first day from a date on that is worked. */
export function workingDayFrom(date: Temporal.PlainDate): Temporal.PlainDate {
  let day = date;
  while (day.dayOfWeek > 5 || DAYS_OFF.includes(day.toString())) day = day.add({ days: 1 });
  return day;
}

/** Legal time when the system of the pilot starts. */
export const STARTS_AT = at(FIRST_DAY, 8);

/**
 * The days on which the clock stands still and people act: once a week before the period, every `step` days in it. What
 * happens in between is told on the next of them, with its own time.
 */
export function actingDays(step: number): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = [];
  for (let day = FIRST_DAY; isBefore(day, FROM); day = day.add({ weeks: 1 })) days.push(day);
  for (let day = FROM; isBefore(day, TO); day = day.add({ days: step })) days.push(day);
  return [...days, TO];
}

/** The first acting day that is not before a date; undefined where the pilot is over by then. */
export const actingDayFor = (date: Temporal.PlainDate, days: readonly Temporal.PlainDate[]) =>
  days.find((day) => !isBefore(day, date));
