import { refusal, standard } from '@kamkor/errors';
import { defineRegulation, type RegulationBook } from '@kamkor/regulations';
import { type LegalCalendar, legalDate, termFromDate } from '@kamkor/time';
import type { TaskState } from './task-states.js';

/** For how long a visitor may have been without a network, and so not know that nobody has to be visited any more. */
export const offlinePeriod = defineRegulation({
  code: 'births.outreach-offline-period',
  unit: 'days',
  versions: [{ from: '1990-01-01', value: 30, act: 'none found', article: 'none', source: 'default, not law' }],
});

export const visitAfterEnd = refusal('TRANSITION_REFUSED', 'VISIT_AFTER_END', {
  ky: 'Тапшырма {ended} аяктаган ({state}); {until} чейинки баруулар гана жазылат.',
  ru: 'Задание завершено {ended} ({state}); записываются только визиты до {until}.',
  en: 'The task ended at {ended} ({state}); only visits before {until} are recorded.',
});
export const visitRecordedBefore = refusal('CONFLICT', 'VISIT_RECORDED_BEFORE', {
  ky: 'Сиз бул тапшырма боюнча ушул учурдагы барууну мурда жазгансыз.',
  ru: 'Ваш визит в этот момент по этому заданию уже записан.',
  en: 'You have recorded a visit of this moment for this task already.',
});

/**
 * A visit that took place before the end of its task is recorded whenever it is told; one that took place after it, as
 * long as its visitor may not have known. Throws a refusal naming the state; to a former unit, which must not learn how
 * the task stands, NOT_FOUND.
 */
export function requireVisitTaken(
  task: { readonly own: boolean; readonly state: TaskState; readonly endedAt: Temporal.Instant | null },
  visitedAt: Temporal.Instant,
  calendar: LegalCalendar,
  book: RegulationBook,
): void {
  const { own, state, endedAt } = task;
  if (endedAt === null) return;
  const day = legalDate(endedAt, calendar);
  const until = termFromDate(day, book.of(offlinePeriod).on(day), calendar).dueAt;
  if (Temporal.Instant.compare(visitedAt, until) < 0) return;
  if (!own) throw standard.notFound();
  throw visitAfterEnd(
    { field: 'visitedAt', state, allowed: [] },
    { ended: endedAt.toString(), state, until: until.toString() },
  );
}
