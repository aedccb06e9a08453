import { tx } from '@kamkor/persistence';
import { connectionOf, inSubtree, type Page, page } from '@kamkor/subgraph';
import { addDays, legalDate, startOfLegalDay } from '@kamkor/time';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { BirthSearchArgs, byBirth } from '../graph/by-birth.js';
import { ownScope } from '../graph/own-scope.js';
import type { Law } from '../rules/law.js';
import type { Assignee } from '../rules/outreach/assignee.js';
import type { TaskState } from '../rules/outreach/task-states.js';
import { AssigneeEnum, TaskStateEnum } from './enumerations.js';
import { OutreachTask } from './task.entity.js';

@ObjectType({ description: 'Outreach tasks: open ones first, then by when something is next due.' })
export class OutreachTaskConnection extends connectionOf(OutreachTask) {}

@ArgsType()
export class OutreachTaskArgs extends BirthSearchArgs {
  @Field(() => String, { nullable: true, description: 'Only this territory and everything below it.' })
  territory?: string | null;

  @Field(() => [TaskStateEnum], { nullable: true, description: 'Only these states; all if not given.' })
  states?: TaskState[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only open ones that nobody has visited although the first visit is due.',
  })
  unvisitedLate?: boolean | null;

  @Field(() => AssigneeEnum, { nullable: true, description: 'Only tasks of the caller, or only tasks of nobody.' })
  assignedTo?: Assignee | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only open ones on which something is due by the end of today, in the legal zone: a visit or a reminder. Overdue ones included.',
  })
  dueToday?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only open ones whose family was to be visited by now, for the first time or again, and was not. They stay on this list until somebody visits, however often the unit was reminded meanwhile.',
  })
  overdue?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only open ones with a missed visit that nobody has made good.',
  })
  escalated?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only open ones that were offered to another unit which has not answered.',
  })
  handoverOffered?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only open ones that wait for a supervisor’s review.' })
  reviewDue?: boolean | null;
}

/** A sweep sets the next term of a visit that was missed, so the escalation is what remains of the missed one. */
const VISIT_DUE_BY = (instant: string): string => `(t.escalatedAt IS NOT NULL OR t.nextVisitDueAt <= :${instant}
  OR (t.visitCount = 0 AND t.firstVisitDueAt <= :${instant}))`;

const OFFERED = `EXISTS (SELECT FROM outreach_handover h WHERE h.task_id = t.id AND h.state = 'OFFERED')`;

/** The tasks that the caller may see. */
export function listTasks(args: OutreachTaskArgs, law: Law): Promise<Page<OutreachTask>> {
  const list = ownScope(tx().manager.createQueryBuilder(OutreachTask, 't'), { territory: 't.territoryCode' });
  if (args.territory) inSubtree(list, 't.territoryCode', args.territory);
  if (args.states) list.andWhere('t.state = ANY (:states)', { states: args.states });
  if (args.unvisitedLate) {
    list.andWhere(`t.state = 'OPEN' AND t.visitCount = 0 AND t.firstVisitDueAt <= :now`, { now: tx().now.toString() });
  }
  byBirth(list, args, { notification: 't.notificationId', child: 't.childPersonId' });
  if (args.assignedTo === 'ME') list.andWhere('t.assignedTo = :subject', { subject: tx().principal.subject });
  if (args.assignedTo === 'NOBODY') list.andWhere(`t.assignedTo IS NULL AND t.state = 'OPEN'`);
  if (args.overdue) list.andWhere(`t.state = 'OPEN' AND ${VISIT_DUE_BY('now')}`, { now: tx().now.toString() });
  if (args.escalated) list.andWhere(`t.state = 'OPEN' AND t.escalatedAt IS NOT NULL`);
  if (args.reviewDue) list.andWhere(`t.state = 'OPEN' AND t.reviewNoticedAt IS NOT NULL`);
  if (args.handoverOffered) list.andWhere(OFFERED);
  if (args.dueToday) {
    const end = startOfLegalDay(addDays(legalDate(tx().now, law.calendar), 1), law.calendar);
    list.andWhere(`t.state = 'OPEN' AND (t.dueAt <= :end OR ${VISIT_DUE_BY('end')})`, { end: end.toString() });
  }
  return page(
    list,
    [
      { column: 't.urgency', type: 'int' },
      { column: 't.dueAt', type: 'timestamptz' },
      { column: 't.id', type: 'uuid' },
    ],
    args,
  );
}
