/**
 * Completed years on a date. A year is completed at the start of the birthday; who was born on 29 February completes
 * it on 1 March of a year without that day. Throws RangeError for a date before the birth.
 */
export function ageOn(birth: Temporal.PlainDate, date: Temporal.PlainDate): number {
  if (Temporal.PlainDate.compare(date, birth) < 0) throw new RangeError('the date lies before the birth');
  const hadBirthday = date.month > birth.month || (date.month === birth.month && date.day >= birth.day);
  return date.year - birth.year - (hadBirthday ? 0 : 1);
}
