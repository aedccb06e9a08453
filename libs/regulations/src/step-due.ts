import { type LegalCalendar, legalDate, termFromInstant } from '@kamkor/time';
import type { TermRegulation } from './regulation.js';
import type { RegulationBook } from './regulation-book.js';

export interface StepDue {
  readonly dueAt: Temporal.Instant;
  /** Which value of which regulation gave it. */
  readonly regulation: { readonly code: string; readonly validFrom: Temporal.PlainDate };
}

/** When a step that started at an instant is due, by the term in force on that legal date. */
export function stepDue(
  term: TermRegulation,
  startedAt: Temporal.Instant,
  law: { readonly book: RegulationBook; readonly calendar: LegalCalendar },
): StepDue {
  const { code, value, unit, validFrom } = law.book.of(term).on(legalDate(startedAt, law.calendar));
  const { dueAt } = termFromInstant(startedAt, { value, unit }, law.calendar);
  return { dueAt, regulation: { code, validFrom: Temporal.PlainDate.from(validFrom) } };
}
