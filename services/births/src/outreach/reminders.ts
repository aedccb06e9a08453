import { type Deadline, type DeadlineKind, openDeadlines } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import type { ResponsibleBody } from '../rules/care-status.js';
import type { Law } from '../rules/law.js';
import { nextReminderAt } from '../rules/outreach/reminder-interval.js';
import { escalate } from './escalations.js';

interface Reminded {
  readonly id: string;
  readonly childPersonId: string | null;
  readonly territory: string;
  readonly responsible: ResponsibleBody;
  readonly reminders: number;
}

const MISS = `UPDATE outreach_task SET first_visit_missed = true, version = version + 1
  WHERE id = ANY ($1::uuid[]) AND state = 'OPEN'
  RETURNING id, reminder_due_at AS "reminderDueAt"`;

const REMIND = `UPDATE outreach_task SET reminders = reminders + 1, last_reminded_at = $2, reminder_due_at = $3, due_at = $3,
    version = version + 1
  WHERE id = ANY ($1::uuid[]) AND state = 'OPEN'
  RETURNING id, child_person AS "childPersonId", territory, responsible, reminders`;

/** The first visit did not take place in time: that is noted, the unit is reminded for the first time, and its supervisor sees it. */
export async function missFirstVisits(
  lapsed: readonly Deadline[],
  law: Law,
  { reminder, nextVisit }: { readonly reminder: DeadlineKind; readonly nextVisit: DeadlineKind },
): Promise<void> {
  const missed = await tx().sql<{ id: string; reminderDueAt: Temporal.Instant | null }>(MISS, [subjects(lapsed)]);
  // A visit that came too late, but before this sweep, has begun the chain already.
  const unvisited = missed.filter(({ reminderDueAt }) => reminderDueAt === null);
  await remindOf(
    unvisited.map(({ id }) => id),
    law,
    reminder,
  );
  const ids = new Set(unvisited.map(({ id }) => id));
  await escalate(
    lapsed.filter(({ subjectId }) => ids.has(subjectId)),
    law,
    nextVisit,
  );
}

/** Reminds the unit of families that are still to be visited, and begins the next link of the chain. */
export const remind = (lapsed: readonly Deadline[], law: Law, reminder: DeadlineKind): Promise<void> =>
  remindOf(subjects(lapsed), law, reminder);

async function remindOf(taskIds: readonly string[], law: Law, reminder: DeadlineKind): Promise<void> {
  if (taskIds.length === 0) return;
  const { sql, now } = tx();
  const dueAt = nextReminderAt(now, law.calendar, law.book);
  const tasks = await sql<Reminded>(REMIND, [taskIds, now, dueAt]);
  await openDeadlines(
    reminder,
    tasks.map(({ id, childPersonId, territory, responsible, reminders }) => ({
      subject: { type: 'OutreachTask', id },
      person: childPersonId,
      territory,
      owner: responsible,
      dueAt,
      round: reminders + 1,
    })),
  );
}

const subjects = (lapsed: readonly Deadline[]): string[] => lapsed.map(({ subjectId }) => subjectId);
