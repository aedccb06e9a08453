import { type DeadlineKind, meetByEarlierFact, meetDeadline, openDeadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import type { BirthsDeadlines } from '../deadlines.js';
import type { Law } from '../rules/law.js';
import { nextVisitDueAt } from '../rules/outreach/next-visit-term.js';
import { nextReminderAt } from '../rules/outreach/reminder-interval.js';
import type { VisitReport } from '../rules/outreach/visit.js';
import { noteVisit, type VisitedTask } from './visit-rows.js';

interface DeadlineToBegin {
  readonly kind: DeadlineKind;
  readonly dueAt: Temporal.Instant;
  readonly round: number;
}

/**
 * What a visit does to the deadlines of an open task: that of the first visit is met, and the next reminder and visit are set
 * until the child is documented. One that is told after a newer one takes back what was missed only because nobody knew
 * of it; the chain goes on from the newest.
 */
export async function meetByVisit(
  visit: VisitReport & { readonly taskId: string },
  task: VisitedTask,
  { calendar, book }: Law,
  { firstVisit, reminder, nextVisit }: BirthsDeadlines,
): Promise<void> {
  const { now } = tx();
  const { taskId: subjectId, visitedAt } = visit;
  const newest = later(task.lastVisitedAt, visitedAt);
  const meetNext = newest === visitedAt ? meetDeadline : meetByEarlierFact;
  await meetDeadline({ kind: firstVisit, subjectId, factAt: visitedAt });
  const reminded = await meetDeadline({ kind: reminder, subjectId, factAt: now });
  const visited = await meetNext({ kind: nextVisit, subjectId, factAt: visitedAt });
  const isMet = ({ settlement }: { settlement: string }) => settlement === 'MET';

  const begins = task.reminderDueAt === null || reminded.some(isMet);
  const dueAt = task.reminderDueAt === null || begins ? nextReminderAt(now, calendar, book) : task.reminderDueAt;
  const goesOn = task.nextVisitDueAt === null || visited.some(isMet);
  const nextDueAt = goesOn ? nextVisitDueAt(newest, now, calendar, book) : null;
  const escalations = await noteVisit(visit, dueAt, nextDueAt);
  if (visit.outcome === 'CHILD_DIED') return;
  await open(task, [
    ...(begins ? [{ kind: reminder, dueAt, round: task.reminders + 1 }] : []),
    ...(nextDueAt ? [{ kind: nextVisit, dueAt: nextDueAt, round: escalations + 1 }] : []),
  ]);
}

const later = (known: Temporal.Instant | null, told: Temporal.Instant): Temporal.Instant =>
  known !== null && Temporal.Instant.compare(known, told) >= 0 ? known : told;

async function open(task: VisitedTask, deadlines: readonly DeadlineToBegin[]): Promise<void> {
  for (const { kind, dueAt, round } of deadlines) {
    await openDeadline({
      kind,
      dueAt,
      round,
      subject: { type: 'OutreachTask', id: task.id },
      person: task.childPersonId,
      territory: task.territory,
      owner: task.responsible,
    });
  }
}
