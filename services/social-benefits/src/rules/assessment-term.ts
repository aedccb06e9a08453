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

export interface AssessmentDue {
  readonly dueAt: Temporal.Instant;
  /** Which value of which regulation gave it. */
  readonly regulation: { readonly code: string; readonly validFrom: Temporal.PlainDate };
}

/** When the assessment is due, by the term in force on the day of the registration. */
export function assessmentDue(
  registeredAt: Temporal.Instant,
  law: { readonly book: RegulationBook; readonly calendar: LegalCalendar },
): AssessmentDue {
  const { code, value, unit, validFrom } = law.book.of(ASSESSMENT_TERM).on(legalDate(registeredAt, law.calendar));
  const { dueAt } = termFromInstant(registeredAt, { value, unit }, law.calendar);
  return { dueAt, regulation: { code, validFrom: Temporal.PlainDate.from(validFrom) } };
}
