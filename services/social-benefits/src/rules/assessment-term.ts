import { defineRegulation, type RegulationBook } from '@kamkor/regulations';
import { type LegalCalendar, legalDate, termFromInstant } from '@kamkor/time';

/** From the registration of a hard life situation to its assessment. Binds the state. */
export const ASSESSMENT_TERM = defineRegulation({
  code: 'social-benefits.hard-life-assessment-term',
  unit: 'working-days',
  versions: [
    {
      from: '1991-12-25',
      value: 10,
      act: 'none found',
      article: 'none found',
      source: 'default, not law',
      note: 'A family that was found in need must not wait for somebody to remember it; ten working days are ours.',
    },
  ],
});

export const REGULATIONS = [ASSESSMENT_TERM];

/** When the assessment is due, by the term in force on the day of the registration. */
export function assessmentDueAt(
  registeredAt: Temporal.Instant,
  law: { readonly book: RegulationBook; readonly calendar: LegalCalendar },
): Temporal.Instant {
  const { value, unit } = law.book.of(ASSESSMENT_TERM).on(legalDate(registeredAt, law.calendar));
  return termFromInstant(registeredAt, { value, unit }, law.calendar).dueAt;
}
