import { tx } from '@kamkor/persistence';
import { Allow, AllowedAction } from '@kamkor/subgraph';
import { Args, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Person, personOf } from '../graph/person.js';
import { Territory } from '../graph/territory.js';
import { OUTREACH_ROLES, OutreachTask } from '../outreach/task.entity.js';
import { taskOf } from '../outreach/task-loaders.js';
import { HandOver } from './hand-over.js';
import { OutreachHandover } from './handover.entity.js';
import {
  AcceptHandoverInput,
  DeclineHandoverInput,
  OfferHandoverInput,
  WithdrawHandoverInput,
} from './handover.input.js';
import { actionsOn, looksAfter } from './handover-actions.js';
import {
  awaitedOfferOf,
  handoverOf,
  listHandovers,
  OutreachHandoverArgs,
  OutreachHandoverConnection,
} from './handover-list.js';

const POLICY = { roles: OUTREACH_ROLES, purpose: 'outreach' };

@Resolver(() => OutreachHandover)
export class HandoverResolver {
  constructor(private readonly handovers: HandOver) {}

  @Allow(POLICY)
  @Mutation(() => OutreachHandover, {
    nullable: true,
    description:
      'Offers an open task to the unit of another territory, where the family lives now. The task stays until that unit accepts, and its deadlines run on.',
  })
  async offerHandover(@Args('input') input: OfferHandoverInput): Promise<OutreachHandover> {
    return (await handoverOf(await this.handovers.offer(input))) as OutreachHandover;
  }

  @Allow(POLICY)
  @Mutation(() => OutreachHandover, {
    nullable: true,
    description: 'Takes an offered task over: the child is watched and visited in this territory from now on.',
  })
  async acceptHandover(@Args('input') input: AcceptHandoverInput): Promise<OutreachHandover> {
    await this.handovers.accept(input);
    return (await handoverOf(input.id)) as OutreachHandover;
  }

  @Allow(POLICY)
  @Mutation(() => OutreachHandover, {
    nullable: true,
    description: 'Does not take an offered task over: it stays where it is.',
  })
  async declineHandover(@Args('input') input: DeclineHandoverInput): Promise<OutreachHandover> {
    await this.handovers.decline(input);
    return (await handoverOf(input.id)) as OutreachHandover;
  }

  @Allow(POLICY)
  @Mutation(() => OutreachHandover, {
    nullable: true,
    description:
      'Takes an offer back that the other unit has not answered. The task stays where it is and may be offered to somebody else.',
  })
  async withdrawHandover(@Args('input') input: WithdrawHandoverInput): Promise<OutreachHandover> {
    await this.handovers.withdraw(input);
    return (await handoverOf(input.id)) as OutreachHandover;
  }

  @Allow(POLICY)
  @Query(() => OutreachHandoverConnection, {
    description: 'Offers to hand tasks over, made or received by the caller’s unit, oldest first.',
  })
  outreachHandovers(@Args() args: OutreachHandoverArgs) {
    return listHandovers(args);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<OutreachHandover | null> {
    return handoverOf(id);
  }

  @ResolveField(() => OutreachTask, { nullable: true, description: 'The task; null to the unit whose it is not.' })
  task(@Parent() { taskId }: OutreachHandover): Promise<OutreachTask | null> {
    return taskOf(taskId);
  }

  @ResolveField(() => Person, {
    nullable: true,
    description:
      'The child; null if the registry had not said who it is, and to the unit that does not look after it at present.',
  })
  child(@Parent() offer: OutreachHandover): Person | null {
    return looksAfter(offer, tx().principal) ? personOf(offer.childPersonId) : null;
  }

  @ResolveField(() => Territory, { nullable: true, description: 'Whose unit offers the task.' })
  from(@Parent() { fromCode }: OutreachHandover): Territory {
    return { id: fromCode };
  }

  @ResolveField(() => Territory, { nullable: true, description: 'Whose unit is asked to take it over.' })
  to(@Parent() { toCode }: OutreachHandover): Territory {
    return { id: toCode };
  }

  @ResolveField(() => [AllowedAction], {
    description:
      'What the caller may do with the offer now, and if not, why not; `HANDOVER_OF_ANOTHER_UNIT`: that is for the other unit to do.',
  })
  allowedActions(@Parent() offer: OutreachHandover): AllowedAction[] {
    return actionsOn(offer, tx().principal);
  }
}

@Resolver(() => OutreachTask)
export class TaskHandoverResolver {
  @ResolveField(() => OutreachHandover, {
    nullable: true,
    description: 'The offer to another unit whose answer is awaited; null where none is.',
  })
  handover(@Parent() { id }: OutreachTask): Promise<OutreachHandover | null> {
    return awaitedOfferOf(id);
  }
}
