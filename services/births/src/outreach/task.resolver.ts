import { tx } from '@kamkor/persistence';
import { LAW } from '@kamkor/service-kit';
import { Allow, AllowedAction, Uuid } from '@kamkor/subgraph';
import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { DocumentationWatch } from '../documentation/watch.entity.js';
import { watchOf } from '../documentation/watch-loaders.js';
import { Person, personOf } from '../graph/person.js';
import { Territory } from '../graph/territory.js';
import type { Law } from '../rules/law.js';
import { AssignOutreach, AssignOutreachInput } from './assign-outreach.js';
import { RecordReview, RecordReviewInput } from './record-review.js';
import { RecordVisitInput } from './record-visit.input.js';
import { RecordVisit } from './record-visit.js';
import { OUTREACH_ROLES, OutreachTask } from './task.entity.js';
import { actionsOn } from './task-actions.js';
import { listTasks, OutreachTaskArgs, OutreachTaskConnection } from './task-list.js';
import { isOffered, taskOf, visitOf, visitsOfTask } from './task-loaders.js';
import { OutreachVisit } from './visit.entity.js';

const PURPOSE = 'outreach';

@Resolver(() => OutreachTask)
export class TaskResolver {
  constructor(
    private readonly recordings: RecordVisit,
    private readonly assignments: AssignOutreach,
    private readonly reviews: RecordReview,
    @Inject(LAW) private readonly law: Law,
  ) {}

  @Allow({ roles: OUTREACH_ROLES, purpose: PURPOSE })
  @Mutation(() => OutreachVisit, {
    nullable: true,
    description:
      'Records a visit to the family of an overdue child. The task stays open until the child has its certificate; each visit sets the next reminder. A visit made without a network is taken also when its task has ended or gone to another unit meanwhile: it is kept and acted on, and moves no deadline; `task` is null where it is not the caller’s any more. Ended tasks take visits of up to 30 days after the end (a regulation).',
  })
  async recordVisit(
    @Args('input', { description: 'Which task, and what the visit found.' }) input: RecordVisitInput,
  ): Promise<OutreachVisit> {
    return (await visitOf(await this.recordings.record(input))) as OutreachVisit;
  }

  @Allow({ roles: OUTREACH_ROLES, purpose: PURPOSE })
  @Mutation(() => OutreachTask, {
    nullable: true,
    description:
      'Gives an open task to the worker who will visit. A social worker takes what is nobody’s; a supervisor, or guardianship, gives it to anybody.',
  })
  async assignOutreach(@Args('input') input: AssignOutreachInput): Promise<OutreachTask> {
    await this.assignments.assign(input);
    return (await taskOf(input.taskId)) as OutreachTask;
  }

  @Allow({ roles: ['social-supervisor', 'guardianship'], purpose: PURPOSE })
  @Mutation(() => OutreachTask, {
    nullable: true,
    description:
      'Records a supervisor’s review of an open task that waits for one (`reviewNoticedAt`); the next one falls due after the interval.',
  })
  async recordReview(@Args('input') input: RecordReviewInput): Promise<OutreachTask> {
    await this.reviews.record(input);
    return (await taskOf(input.taskId)) as OutreachTask;
  }

  @Allow({ roles: OUTREACH_ROLES, purpose: PURPOSE })
  @Query(() => OutreachTask, { nullable: true, description: 'An outreach task; null if there is none to be seen.' })
  outreachTask(
    @Args('id', { type: () => Uuid, description: 'Its identifier.' }) id: string,
  ): Promise<OutreachTask | null> {
    return taskOf(id);
  }

  @Allow({ roles: OUTREACH_ROLES, purpose: PURPOSE })
  @Query(() => OutreachTaskConnection, {
    description:
      'Outreach tasks that the caller may see, the most urgent first. For social workers, supervisors and guardianship bodies.',
  })
  outreachTasks(@Args() args: OutreachTaskArgs) {
    return listTasks(args, this.law);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<OutreachTask | null> {
    return taskOf(id);
  }

  @ResolveField(() => DocumentationWatch, { nullable: true, description: 'The child’s way to the certificate.' })
  watch(@Parent() { watchId }: OutreachTask): Promise<DocumentationWatch | null> {
    return watchOf(watchId);
  }

  @ResolveField(() => Person, { nullable: true, description: 'The child; null until the registry knows who it is.' })
  child(@Parent() { childPersonId }: OutreachTask): Person | null {
    return personOf(childPersonId);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'Whose unit is to visit.' })
  territory(@Parent() { territoryCode }: OutreachTask): Territory {
    return { id: territoryCode };
  }

  @ResolveField(() => [OutreachVisit], { description: 'The visits, in the order in which they took place.' })
  async visits(@Parent() { id }: OutreachTask): Promise<OutreachVisit[]> {
    return (await visitsOfTask(id)) ?? [];
  }

  @ResolveField(() => [AllowedAction], {
    description:
      'What the caller may do with the task now, and if not, why not; `HANDOVER_ALREADY_OFFERED`: a unit that it was offered to has not answered.',
  })
  async allowedActions(@Parent() task: OutreachTask): Promise<AllowedAction[]> {
    return actionsOn(task, (await isOffered(task.id)) === true, tx().principal);
  }
}
