import { defineRegulation, type RegulationBook } from '@kamkor/regulations';
import { type LegalCalendar, legalDate, termFromDate } from '@kamkor/time';

/** How long the unit has for the next visit, after one that brought no certificate or one that was missed. */
export const nextVisitTerm = defineRegulation({
  code: 'births.outreach-next-visit-term',
  unit: 'working-days',
  versions: [{ from: '1990-01-01', value: 10, act: 'none found', article: 'none', source: 'default, not law' }],
});

/**
 * Until when the family is to be visited again. Counted from the visit itself, also where it was recorded later; from now
 * where that time is over already, for nobody can be sent in the past.
 */
export function nextVisitDueAt(
  from: Temporal.Instant,
  now: Temporal.Instant,
  calendar: LegalCalendar,
  book: RegulationBook,
): Temporal.Instant {
  const due = after(from, calendar, book);
  return Temporal.Instant.compare(due, now) > 0 ? due : after(now, calendar, book);
}

function after(from: Temporal.Instant, calendar: LegalCalendar, book: RegulationBook): Temporal.Instant {
  const day = legalDate(from, calendar);
  return termFromDate(day, book.of(nextVisitTerm).on(day), calendar).dueAt;
}
