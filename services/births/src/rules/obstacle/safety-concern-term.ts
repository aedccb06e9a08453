import { defineRegulation, type RegulationBook } from '@kamkor/regulations';
import { type LegalCalendar, legalDate, termFromInstant } from '@kamkor/time';

/** How long protection workers have to take up a concern about somebody's safety. */
export const safetyConcernTerm = defineRegulation({
  code: 'births.safety-concern-term',
  unit: 'days',
  versions: [{ from: '1990-01-01', value: 1, act: 'none found', article: 'none', source: 'default, not law' }],
});

/** Until when a concern is to be taken up: the whole of the day after it was raised, a holiday or not. */
export function safetyConcernDueAt(
  raisedAt: Temporal.Instant,
  calendar: LegalCalendar,
  book: RegulationBook,
): Temporal.Instant {
  const { value, unit } = book.of(safetyConcernTerm).on(legalDate(raisedAt, calendar));
  return termFromInstant(raisedAt, { value, unit }, calendar).dueAt;
}
