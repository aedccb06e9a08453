import { randomUUIDv7 } from 'node:crypto';
import { type DeadlineKind, meetDeadline, openDeadline } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import { Inject, Injectable } from '@nestjs/common';
import { type BirthsDeadlines, DEADLINES } from '../births-deadlines.js';
import { LAW } from '../law.js';
import { actOnObstacles } from '../obstacle/act-on-obstacles.js';
import type { VisitFindings } from '../obstacle/found-at-visit.js';
import type { Law } from '../rules/law.js';
import { nextVisitDueAt } from '../rules/next-visit-term.js';
import { checkObstacleDetails } from '../rules/obstacle-details.js';
import { nextReminderAt } from '../rules/outreach-reminder-interval.js';
import { requireAllowed } from '../rules/task-states.js';
import { checkVisit } from '../rules/visit.js';
import { StateChild } from '../statement/state-child.js';
import type { OutreachTask } from './outreach-task.entity.js';
import { insertVisit, noteVisit, taskToVisit, type VisitedTask } from './visit-rows.js';

export interface VisitOfTask extends VisitFindings {
  readonly taskId: string;
  readonly version: OutreachTask['version'];
}

/** A visit took place: it is kept, the first-visit term is met, and the next reminder and visit are set until the child is documented. */
@Injectable()
export class RecordVisit {
  constructor(
    @Inject(LAW) private readonly law: Law,
    @Inject(DEADLINES) private readonly deadlines: BirthsDeadlines,
    private readonly children: StateChild,
  ) {}

  /** Gives the visit's id. Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED, and BAD_USER_INPUT by field. */
  async record(visit: VisitOfTask): Promise<string> {
    const { now } = tx();
    const { firstVisit, reminder, nextVisit } = this.deadlines;
    // Clocks before the task, in the order in which a sweep locks them; a refusal below takes all of it back.
    const seen = await taskToVisit(visit.taskId);
    if (!seen) throw standard.notFound();
    const died = visit.outcome === 'CHILD_DIED';
    if (died) await this.children.lock(seen.notificationId);
    await meetDeadline({ kind: firstVisit, subjectId: visit.taskId, factAt: visit.visitedAt });
    const settled = await meetDeadline({ kind: reminder, subjectId: visit.taskId, factAt: now });
    // Last, because what it takes back it writes to the task.
    const isNewest = seen.lastVisitedAt === null || Temporal.Instant.compare(seen.lastVisitedAt, visit.visitedAt) < 0;
    const next = isNewest
      ? await meetDeadline({ kind: nextVisit, subjectId: visit.taskId, factAt: visit.visitedAt })
      : [];
    const task = await taskToVisit(visit.taskId, 'FOR UPDATE');
    if (!task) throw standard.notFound();
    requireAllowed(task.state, 'recordVisit');
    expectVersion(task, visit.version);
    checkVisit(visit, task, now);
    checkObstacleDetails(visit, this.law);

    const id = randomUUIDv7();
    await insertVisit(id, visit, task);
    const begins = task.reminderDueAt === null || settled.some(({ settlement }) => settlement === 'MET');
    const dueAt = begins ? nextReminderAt(now, this.law.calendar, this.law.book) : task.reminderDueAt;
    const nextDueAt =
      isNewest && (task.nextVisitDueAt === null || next.some(({ settlement }) => settlement === 'MET'))
        ? nextVisitDueAt(visit.visitedAt, now, this.law.calendar, this.law.book)
        : null;
    await noteVisit(visit, dueAt as Temporal.Instant, nextDueAt);
    if (!died) {
      await openClocks(task, [
        ...(begins ? [{ kind: reminder, dueAt: dueAt as Temporal.Instant, round: task.reminders + 1 }] : []),
        ...(nextDueAt ? [{ kind: nextVisit, dueAt: nextDueAt, round: task.escalations + 1 }] : []),
      ]);
    }
    await actOnObstacles({ visitId: id, visit, task }, this.law, this.deadlines);
    recordChange({
      person: task.childPersonId,
      subjectType: 'OutreachVisit',
      subjectId: id,
      change: 'VISIT_RECORDED',
      withheld: task.responsible === 'GUARDIANSHIP' || visit.familyKnows === false,
    });
    if (died) await this.children.death({ notificationId: task.notificationId, diedOn: null });
    return id;
  }
}

interface Clock {
  readonly kind: DeadlineKind;
  readonly dueAt: Temporal.Instant;
  readonly round: number;
}

async function openClocks(task: VisitedTask, clocks: readonly Clock[]): Promise<void> {
  for (const clock of clocks) {
    await openDeadline({
      ...clock,
      subject: { type: 'OutreachTask', id: task.id },
      person: task.childPersonId,
      territory: task.territory,
      owner: task.responsible,
    });
  }
}
