import { defineRegulation, type RegulationBook } from '@kamkor/regulations';
import { addDays, type LegalCalendar, startOfLegalDay } from '@kamkor/time';

/** How many days after the birth the parents have for applying before a social worker is sent to the family. */
export const certificateApplicationTerm = defineRegulation({
  code: 'births.certificate-application-term',
  unit: 'days',
  versions: [
    {
      from: '1990-01-01',
      value: 60,
      act: 'Newborn documentation programme, Kyrgyzstan, May 2024: 60 days as practised; the act was not found',
      article: 'not found',
      source: 'default, not law',
      note: 'The number is that of the programme; it applies to births before it as well, whose children are as undocumented.',
    },
  ],
});

/**
 * When the application is overdue: 00:00, in the legal zone, of birth date + 61, for the day of birth is not counted
 * and the sixtieth day is whole. The term is the one in force on the date of birth.
 */
export function applicationDueAt(
  birthDate: Temporal.PlainDate,
  calendar: LegalCalendar,
  book: RegulationBook,
): Temporal.Instant {
  const { value } = book.of(certificateApplicationTerm).on(birthDate);
  return startOfLegalDay(addDays(birthDate, value + 1), calendar);
}
