import { standard } from '@kamkor/errors';
import { defineRegulation, type RegulationBook } from '@kamkor/regulations';
import { addDays, type LegalCalendar, legalDate, startOfLegalDay } from '@kamkor/time';

const ours = { from: '1990-01-01', act: 'none found', article: 'none', source: 'default, not law' } as const;

/** How old a child without a certificate is when the supervisor reviews what was done for it. */
export const outreachReviewDay = defineRegulation({
  code: 'births.outreach-review-day',
  unit: 'days',
  versions: [{ ...ours, value: 90 }],
});

/** How long the unit has before the first review of a child that was overdue long before, and between reviews. */
export const outreachReviewInterval = defineRegulation({
  code: 'births.outreach-review-interval',
  unit: 'days',
  versions: [{ ...ours, value: 30 }],
});

export const REVIEW_CONCLUSIONS = ['CONTINUE', 'OTHER_WORKER', 'HAND_OVER', 'OTHER_MEASURES'] as const;
/** What a supervisor decides when a family has been visited for long without a certificate. */
export type ReviewConclusion = (typeof REVIEW_CONCLUSIONS)[number];

/**
 * 00:00 of birth date + 91, in the legal zone: when the ninetieth day is over. Of a child that was that old when the task
 * was opened, when the interval since then is over. No visit moves it.
 */
export function reviewDueAt(
  birthDate: Temporal.PlainDate,
  openedAt: Temporal.Instant,
  calendar: LegalCalendar,
  book: RegulationBook,
): Temporal.Instant {
  const byAge = startOfLegalDay(addDays(birthDate, book.of(outreachReviewDay).on(birthDate).value + 1), calendar);
  return Temporal.Instant.compare(byAge, openedAt) > 0 ? byAge : nextReviewAt(openedAt, calendar, book);
}

/** When the interval since `from` is over: since the last review, or since the task was opened late. */
export function nextReviewAt(from: Temporal.Instant, calendar: LegalCalendar, book: RegulationBook): Temporal.Instant {
  const day = legalDate(from, calendar);
  return startOfLegalDay(addDays(day, book.of(outreachReviewInterval).on(day).value + 1), calendar);
}

/** A review is recorded when it is due, so that none is recorded ahead to be rid of it. */
export function requireReviewDue(noticedAt: Temporal.Instant | null): void {
  if (noticedAt !== null) return;
  const state = 'REVIEW_NOT_DUE';
  throw standard.transitionRefused({ state, allowed: [] }, { action: 'recordReview', state, allowed: '–' });
}
