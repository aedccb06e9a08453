import { defineRegulation, type RegulationBook } from '@kamkor/regulations';
import { type LegalCalendar, legalDate, termFromDate } from '@kamkor/time';

/** How long the unit has for the first visit to a family whose child is overdue. */
export const firstVisitTerm = defineRegulation({
  code: 'births.first-visit-term',
  unit: 'working-days',
  versions: [{ from: '1990-01-01', value: 5, act: 'none found', article: 'none', source: 'default, not law' }],
});

/**
 * Until when the family is to be visited. Counted from the moment the task is opened, not from the day the child became
 * overdue: an outage of ours makes no social worker late.
 */
export function firstVisitDueAt(
  openedAt: Temporal.Instant,
  calendar: LegalCalendar,
  book: RegulationBook,
): Temporal.Instant {
  const opened = legalDate(openedAt, calendar);
  return termFromDate(opened, book.of(firstVisitTerm).on(opened), calendar).dueAt;
}
