import type { LegalCalendar } from './legal-calendar.js';
import { addDays, legalDate, startOfLegalDay } from './legal-day.js';
import { addWorkingDays, type Unpublished } from './working-days.js';

export const TERM_UNITS = ['hours', 'days', 'working-days', 'weeks', 'months', 'years'] as const;
export type TermUnit = (typeof TERM_UNITS)[number];

/** A length of time as the law states it: `{ value: 60, unit: 'days' }`. */
export interface Term {
  readonly value: number;
  readonly unit: TermUnit;
}

export interface TermEnd {
  /** The first instant at which the term is over. */
  readonly dueAt: Temporal.Instant;
  /** The last legal date on which the thing can still be done in time. */
  readonly lastDay: Temporal.PlainDate;
  /** Whether the date may move when holidays are published; only for working days. */
  readonly provisional: boolean;
}

/**
 * The end of a term that starts with something on a legal date. The day of the start is not counted and the last day
 * is whole: 60 days after a birth on 25 May are over at 00:00 of 25 July (birth date + 61). A month ends on the same
 * day of the month, or on its last day. Not for hours: see {@link termFromInstant}.
 */
export function termFromDate(
  start: Temporal.PlainDate,
  term: Term & { readonly unit: Exclude<TermUnit, 'hours'> },
  calendar: LegalCalendar,
  unpublished: Unpublished = 'provisional',
): TermEnd {
  const { date: lastDay, provisional } =
    term.unit === 'working-days'
      ? addWorkingDays(start, term.value, calendar, unpublished)
      : { date: start.add({ [term.unit]: term.value }), provisional: false };
  return { dueAt: startOfLegalDay(addDays(lastDay, 1), calendar), lastDay, provisional };
}

/** The end of a term that starts at an instant: hours are counted from it, all else from its legal date. */
export function termFromInstant(
  start: Temporal.Instant,
  term: Term,
  calendar: LegalCalendar,
  unpublished: Unpublished = 'provisional',
): TermEnd {
  const { value, unit } = term;
  if (unit !== 'hours') return termFromDate(legalDate(start, calendar), { value, unit }, calendar, unpublished);
  const dueAt = start.add({ hours: value });
  return { dueAt, lastDay: legalDate(dueAt.subtract({ nanoseconds: 1 }), calendar), provisional: false };
}
