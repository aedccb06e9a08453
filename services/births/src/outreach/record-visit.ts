import { randomUUIDv7 } from 'node:crypto';
import { standard } from '@kamkor/errors';
import { tx } from '@kamkor/persistence';
import { DEADLINES, LAW } from '@kamkor/service-kit';
import { expectVersion } from '@kamkor/subgraph';
import { recordChange } from '@kamkor/trail';
import { Inject, Injectable } from '@nestjs/common';
import type { BirthsDeadlines } from '../deadlines.js';
import { actOnObstacles } from '../obstacle/act-on-obstacles.js';
import type { VisitFindings } from '../obstacle/found-at-visit.js';
import type { Law } from '../rules/law.js';
import { checkObstacleDetails } from '../rules/obstacle/details.js';
import { checkSafetyConcern } from '../rules/obstacle/safety-concern-details.js';
import { requireVisitTaken, visitRecordedBefore } from '../rules/outreach/late-visit.js';
import { requireAllowed } from '../rules/outreach/task-states.js';
import { checkVisit } from '../rules/outreach/visit.js';
import { isVisitOfTask } from '../rules/outreach/visit-of-task.js';
import { StateChild } from '../statement/state-child.js';
import { meetByVisit } from './meet-by-visit.js';
import type { OutreachTask } from './task.entity.js';
import {
  insertVisit,
  isRecorded,
  lockVisitedTask,
  noteEarlyVisit,
  noteLateVisit,
  overdueSince,
  type VisitedTask,
} from './visit-rows.js';

export interface VisitOfTask extends VisitFindings {
  readonly taskId: string;
  readonly version: OutreachTask['version'];
}

/** A visit took place: it is kept, what it found is acted on, and the deadlines of an open task are set by it. */
@Injectable()
export class RecordVisit {
  constructor(
    @Inject(LAW) private readonly law: Law,
    @Inject(DEADLINES) private readonly deadlines: BirthsDeadlines,
    private readonly children: StateChild,
  ) {}

  /** Gives the visit's id. Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED, and BAD_USER_INPUT by field. */
  async record(visit: VisitOfTask): Promise<string> {
    const died = visit.outcome === 'CHILD_DIED';
    const task = await lockVisitedTask(visit.taskId, died);
    if (!task) throw standard.notFound();
    const goesOn = task.own && task.state === 'OPEN';
    await this.requireTaken(visit, task, goesOn);
    checkVisit(visit, task, tx().now);
    checkObstacleDetails(visit, this.law);
    checkSafetyConcern(visit.safetyConcern);

    const id = randomUUIDv7();
    await insertVisit(id, visit, task);
    if (!goesOn) await noteLateVisit(id);
    else if (isVisitOfTask(visit.visitedAt, await overdueSince(task.id))) {
      await meetByVisit(visit, task, this.law, this.deadlines);
    } else await noteEarlyVisit(task.id);
    await actOnObstacles({ visitId: id, visit, task }, this.law, this.deadlines);
    recordChange({
      person: task.childPersonId,
      subjectType: 'OutreachVisit',
      subjectId: id,
      change: 'VISIT_RECORDED',
      withheld: [task.responsible, task.madeBy].includes('GUARDIANSHIP') || visit.familyKnows === false,
    });
    if (died && !task.died) await this.children.death({ notificationId: task.notificationId, diedOn: null });
    return id;
  }

  /** A task that has ended or gone elsewhere has another version than its visitor could read without a network. */
  private async requireTaken(visit: VisitOfTask, task: VisitedTask, goesOn: boolean): Promise<void> {
    if (task.own) requireAllowed(task.state, 'recordVisit');
    if (goesOn) return expectVersion(task, visit.version);
    requireVisitTaken(task, visit.visitedAt, this.law.calendar, this.law.book);
    if (await isRecorded(visit)) throw visitRecordedBefore({ field: 'visitedAt' });
  }
}
