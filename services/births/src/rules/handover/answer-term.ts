import { defineRegulation, type RegulationBook } from '@kamkor/regulations';
import { type LegalCalendar, legalDate, termFromDate } from '@kamkor/time';

/** How long a unit has to say whether it takes over a task that it was offered. */
export const handoverAnswerTerm = defineRegulation({
  code: 'births.handover-answer-term',
  unit: 'working-days',
  versions: [{ from: '1990-01-01', value: 3, act: 'none found', article: 'none', source: 'default, not law' }],
});

/** Until when the unit is to answer. Shorter than the term of the first visit, whose deadline runs on meanwhile. */
export function handoverAnswerDueAt(
  offeredAt: Temporal.Instant,
  calendar: LegalCalendar,
  book: RegulationBook,
): Temporal.Instant {
  const offered = legalDate(offeredAt, calendar);
  return termFromDate(offered, book.of(handoverAnswerTerm).on(offered), calendar).dueAt;
}
