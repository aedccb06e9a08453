import { tx } from '@kamkor/persistence';
import { connectionOf, type Page, PageArgs, page } from '@kamkor/subgraph';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { inSubtree } from '../graph/in-subtree.js';
import { ownScope } from '../graph/own-scope.js';
import type { TaskState } from '../rules/task-states.js';
import { TaskStateEnum } from './enumerations.js';
import { OutreachTask } from './outreach-task.entity.js';

@ObjectType({ description: 'Outreach tasks: open ones first, then by when something is next due.' })
export class OutreachTaskConnection extends connectionOf(OutreachTask) {}

@ArgsType()
export class OutreachTaskArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only this territory and everything below it.' })
  territory?: string | null;

  @Field(() => [TaskStateEnum], { nullable: true, description: 'Only these states; all if not given.' })
  states?: TaskState[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only open ones that nobody has visited although the first visit is due.',
  })
  unvisitedLate?: boolean | null;
}

/** The tasks that the caller may see. */
export function listTasks(args: OutreachTaskArgs): Promise<Page<OutreachTask>> {
  const list = ownScope(tx().manager.createQueryBuilder(OutreachTask, 't'), { territory: 't.territoryCode' });
  if (args.territory) inSubtree(list, 't.territoryCode', args.territory);
  if (args.states) list.andWhere('t.state = ANY (:states)', { states: args.states });
  if (args.unvisitedLate) {
    list.andWhere(`t.state = 'OPEN' AND t.visitCount = 0 AND t.firstVisitDueAt <= :now`, { now: tx().now.toString() });
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
