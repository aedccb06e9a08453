import { Parent, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { OutreachTask } from './task.entity.js';
import { taskOf, visitOf } from './task-loaders.js';
import { OutreachVisit } from './visit.entity.js';

@Resolver(() => OutreachVisit)
export class VisitResolver {
  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<OutreachVisit | null> {
    return visitOf(id);
  }

  @ResolveField(() => OutreachTask, { nullable: true, description: 'The task that it belongs to.' })
  task(@Parent() { taskId }: OutreachVisit): Promise<OutreachTask | null> {
    return taskOf(taskId);
  }
}
