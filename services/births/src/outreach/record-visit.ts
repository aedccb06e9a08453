import { randomUUIDv7 } from 'node:crypto';
import { meetDeadline, openDeadline } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { publish } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import { Inject, Injectable } from '@nestjs/common';
import { type BirthsDeadlines, DEADLINES } from '../births-deadlines.js';
import { LAW } from '../law.js';
import type { Law } from '../rules/law.js';
import { nextReminderAt } from '../rules/outreach-reminder-interval.js';
import { requireAllowed } from '../rules/task-states.js';
import { checkVisit, type VisitReport } from '../rules/visit.js';
import type { OutreachTask } from './outreach-task.entity.js';
import { insertVisit, noteVisit, taskToVisit, type VisitedTask } from './visit-rows.js';

export interface VisitOfTask extends VisitReport {
  readonly taskId: string;
  readonly version: OutreachTask['version'];
}

/** A visit took place: it is kept, the first-visit term is met, and the next reminder is set until the child is documented. */
@Injectable()
export class RecordVisit {
  constructor(
    @Inject(LAW) private readonly law: Law,
    @Inject(DEADLINES) private readonly deadlines: BirthsDeadlines,
  ) {}

  /** Gives the visit's id. Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED, and BAD_USER_INPUT by field. */
  async record(visit: VisitOfTask): Promise<string> {
    const { now } = tx();
    const { firstVisit, reminder } = this.deadlines;
    // Clocks before the task, in the order in which a sweep locks them; a refusal below takes all of it back.
    if (!(await taskToVisit(visit.taskId))) throw standard.notFound();
    await meetDeadline({ kind: firstVisit, subjectId: visit.taskId, factAt: visit.visitedAt });
    const settled = await meetDeadline({ kind: reminder, subjectId: visit.taskId, factAt: now });
    const task = await taskToVisit(visit.taskId, 'FOR UPDATE');
    if (!task) throw standard.notFound();
    requireAllowed(task.state, 'recordVisit');
    expectVersion(task, visit.version);
    checkVisit(visit, task, now);

    const id = randomUUIDv7();
    await insertVisit(id, visit, task);
    const begins = task.reminderDueAt === null || settled.some(({ settlement }) => settlement === 'MET');
    const dueAt = begins ? nextReminderAt(now, this.law.calendar, this.law.book) : task.reminderDueAt;
    await noteVisit(visit, dueAt as Temporal.Instant);
    if (begins) {
      await openDeadline({
        kind: reminder,
        subject: { type: 'OutreachTask', id: task.id },
        person: task.childPersonId,
        territory: task.territory,
        owner: task.responsible,
        dueAt: dueAt as Temporal.Instant,
        round: task.reminders + 1,
      });
    }
    await this.actOnObstacles(id, visit, task);
    recordChange({
      person: task.childPersonId,
      subjectType: 'OutreachVisit',
      subjectId: id,
      change: 'VISIT_RECORDED',
      withheld: task.responsible === 'GUARDIANSHIP' || visit.familyKnows === false,
    });
    return id;
  }

  /** The mother of a child who is not with her is left out of everything that goes further. */
  private async actOnObstacles(visitId: string, visit: VisitOfTask, task: VisitedTask): Promise<void> {
    if (!visit.obstacles.includes('HARD_LIFE_SITUATION')) return;
    await publish({
      type: 'HardLifeSituationFound',
      subjectId: visitId,
      payload: {
        visitId,
        taskId: task.id,
        notificationId: task.notificationId,
        personId: task.childPersonId,
        motherPersonId: task.responsible === 'SOCIAL_UNIT' ? task.motherPersonId : null,
        territory: task.territory,
        foundAt: visit.visitedAt.toString(),
        responsible: task.responsible,
        familyKnows: visit.familyKnows === true,
        circumstances: [...new Set(visit.circumstances)],
      },
    });
  }
}
