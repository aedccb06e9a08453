import { tx } from '@kamkor/persistence';
import { LAW } from '@kamkor/service-kit';
import { Allow, AllowedAction, Instant } from '@kamkor/subgraph';
import { legalDate } from '@kamkor/time';
import { Inject } from '@nestjs/common';
import { Args, Int, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Territory } from '../graph/territory.js';
import { quotaOf } from '../rules/backlog/quota.js';
import { startStateOf, type TerritoryStartState } from '../rules/backlog/territory-start.js';
import type { Law } from '../rules/law.js';
import { Backlog, backlogOf } from './backlog-figures.js';
import { ChangeStart } from './change-start.js';
import { TerritoryStartStateEnum } from './enumerations.js';
import { BACKLOG_ROLES, TerritoryStart } from './start.entity.js';
import { AdjustBacklogReleaseInput, StartTerritoryInput, WithdrawTerritoryStartInput } from './start.input.js';
import { actionsOnStart } from './start-actions.js';
import { listStarts, startHoldingFor, startOf, TerritoryStartArgs, TerritoryStartConnection } from './start-list.js';
import { StartTerritory } from './start-territory.js';

const SEEN = { roles: BACKLOG_ROLES, purpose: 'outreach' } as const;
const SUPERVISED = { roles: ['social-supervisor'], purpose: 'outreach' } as const;

@Resolver(() => TerritoryStart)
export class StartResolver {
  constructor(
    private readonly starts: StartTerritory,
    private readonly changes: ChangeStart,
    @Inject(LAW) private readonly law: Law,
  ) {}

  @Allow(SUPERVISED)
  @Mutation(() => TerritoryStart, {
    nullable: true,
    description:
      'Says when a territory goes live. Children whose term ends before that day wait from now on, and are released on working days from then on, youngest first; tasks that are open stay open. Refused where a start holds for all or part of it already.',
  })
  async startTerritory(@Args('input') input: StartTerritoryInput): Promise<TerritoryStart> {
    return (await startOf(await this.starts.start(input))) as TerritoryStart;
  }

  @Allow(SUPERVISED)
  @Mutation(() => TerritoryStart, {
    nullable: true,
    description: 'Changes how many workers visit, and so how many children are released from the next release on.',
  })
  async adjustBacklogRelease(@Args('input') input: AdjustBacklogReleaseInput): Promise<TerritoryStart> {
    await this.changes.adjust(input);
    return (await startOf(input.id)) as TerritoryStart;
  }

  @Allow(SUPERVISED)
  @Mutation(() => TerritoryStart, {
    nullable: true,
    description:
      'Takes a planned start back, such as one with a wrong day or territory. Who waits because of it has a task at once.',
  })
  async withdrawTerritoryStart(@Args('input') input: WithdrawTerritoryStartInput): Promise<TerritoryStart> {
    await this.changes.withdraw(input);
    return (await startOf(input.id)) as TerritoryStart;
  }

  @Allow(SEEN)
  @Query(() => TerritoryStart, {
    nullable: true,
    description:
      'The start that holds for a territory: its own, or that of a territory it lies in. Null where none does: every child that falls overdue has a task at once.',
  })
  territoryStart(
    @Args('territory', { description: 'Code of the territory: `KG-C-03`.' }) territory: string,
  ): Promise<TerritoryStart | null> {
    return startHoldingFor(territory);
  }

  @Allow(SEEN)
  @Query(() => TerritoryStartConnection, {
    description: 'Starts in the caller’s territory, below it and above it, those taken back included.',
  })
  territoryStarts(@Args() args: TerritoryStartArgs) {
    return listStarts(args);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<TerritoryStart | null> {
    return startOf(id);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'Which territory it is, with everything below it.' })
  territory(@Parent() { territoryCode }: TerritoryStart): Territory {
    return { id: territoryCode };
  }

  @ResolveField(() => TerritoryStartStateEnum, { nullable: true, description: 'Whether it is live.' })
  state(@Parent() start: TerritoryStart): TerritoryStartState {
    return startStateOf(start, tx().now);
  }

  @ResolveField(() => Int, {
    description: 'How many children of the backlog each worker is given on a working day: set here, or by regulation.',
  })
  childrenPerWorker(@Parent() start: TerritoryStart): number {
    return quotaOf(start, legalDate(tx().now, this.law.calendar), this.law.book);
  }

  @ResolveField(() => Boolean, { description: 'Whether the territory has set that number itself.' })
  ownQuota(@Parent() { childrenPerWorker }: TerritoryStart): boolean {
    return childrenPerWorker !== null;
  }

  @ResolveField(() => Instant, {
    nullable: true,
    name: 'nextReleaseAt',
    description: 'When the next children are released; null where the plan was taken back.',
  })
  nextRelease(@Parent() { nextReleaseAt, withdrawnAt }: TerritoryStart): Temporal.Instant | null {
    return withdrawnAt === null ? nextReleaseAt : null;
  }

  @ResolveField(() => Backlog, { nullable: true, description: 'Who waits; null where the plan was taken back.' })
  backlog(@Parent() start: TerritoryStart): Promise<Backlog | null> {
    return backlogOf(start, this.law);
  }

  @ResolveField(() => [AllowedAction], {
    description: 'What the caller may do with it now, and if not, why not.',
  })
  allowedActions(@Parent() start: TerritoryStart): AllowedAction[] {
    return actionsOnStart(start, tx().principal, tx().now);
  }
}
