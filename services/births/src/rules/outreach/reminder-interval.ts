import { defineRegulation, type RegulationBook } from '@kamkor/regulations';
import { addDays, type LegalCalendar, legalDate, startOfLegalDay } from '@kamkor/time';

/** How often the social worker is reminded of a child that is still without a certificate. */
export const outreachReminderInterval = defineRegulation({
  code: 'births.outreach-reminder-interval',
  unit: 'days',
  versions: [{ from: '1990-01-01', value: 7, act: 'none found', article: 'none', source: 'default, not law' }],
});

/** When the next reminder is due: at the start of the legal day that lies the interval after `from`. */
export function nextReminderAt(
  from: Temporal.Instant,
  calendar: LegalCalendar,
  book: RegulationBook,
): Temporal.Instant {
  const day = legalDate(from, calendar);
  return startOfLegalDay(addDays(day, book.of(outreachReminderInterval).on(day).value), calendar);
}
