import { defineRegulation, type RegulationBook, type TermRegulation } from '@kamkor/regulations';
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

const ours = { from: '1991-12-25', act: 'none found', article: 'none found', source: 'default, not law' } as const;

/** From an assessment or a review to the next look at whether the family is still to be registered. Binds the state. */
export const REVIEW_TERM = defineRegulation({
  code: 'social-benefits.hard-life-review-term',
  unit: 'months',
  versions: [{ ...ours, value: 6, note: 'Nobody stays on a list because nobody looked at it again.' }],
});

/** From a family's objection to the answer. Binds the state. */
export const OBJECTION_TERM = defineRegulation({
  code: 'social-benefits.hard-life-objection-term',
  unit: 'working-days',
  versions: [{ ...ours, value: 10 }],
});

export const REGULATIONS = [ASSESSMENT_TERM, REVIEW_TERM, OBJECTION_TERM];

export interface StepDue {
  readonly dueAt: Temporal.Instant;
  /** Which value of which regulation gave it. */
  readonly regulation: { readonly code: string; readonly validFrom: Temporal.PlainDate };
}

interface TermLaw {
  readonly book: RegulationBook;
  readonly calendar: LegalCalendar;
}

/** When the assessment is due, by the term in force on the day of the registration. */
export const assessmentDue = (registeredAt: Temporal.Instant, law: TermLaw): StepDue =>
  stepDue(ASSESSMENT_TERM, registeredAt, law);

/** When a step is due that was started at an instant, by the term in force on that legal date. */
export function stepDue(term: TermRegulation, startedAt: Temporal.Instant, law: TermLaw): StepDue {
  const { code, value, unit, validFrom } = law.book.of(term).on(legalDate(startedAt, law.calendar));
  const { dueAt } = termFromInstant(startedAt, { value, unit }, law.calendar);
  return { dueAt, regulation: { code, validFrom: Temporal.PlainDate.from(validFrom) } };
}
