import { tx } from '@kamkor/persistence';
import { DEADLINES, LAW } from '@kamkor/service-kit';
import { Allow, AllowedAction, Uuid } from '@kamkor/subgraph';
import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import type { BirthsDeadlines } from '../deadlines.js';
import { Territory } from '../graph/territory.js';
import type { Law } from '../rules/law.js';
import { nameWorker } from './name-worker.js';
import { actionsOn } from './naming-actions.js';
import { NameProtectionWorkerInput, WithdrawProtectionWorkerInput } from './protection.input.js';
import { ProtectionGap } from './protection-gap.entity.js';
import {
  listGaps,
  listWorkers,
  ProtectionGapArgs,
  ProtectionGapConnection,
  ProtectionWorkerArgs,
  ProtectionWorkerConnection,
  workerOf,
} from './protection-lists.js';
import { NAMING_ROLES, ProtectionWorker } from './protection-worker.entity.js';
import { withdrawWorker } from './withdraw-worker.js';

const POLICY = { roles: NAMING_ROLES, purpose: 'protection' };

@Resolver(() => ProtectionWorker)
export class ProtectionResolver {
  constructor(
    @Inject(LAW) private readonly law: Law,
    @Inject(DEADLINES) private readonly deadlines: BirthsDeadlines,
  ) {}

  @Allow(POLICY)
  @Mutation(() => ProtectionWorker, {
    nullable: true,
    description:
      'Names somebody of guardianship to see and follow the safety concerns of a territory. Guardianship names for territories below its own, an administrator for the country; nobody names themselves.',
  })
  async nameProtectionWorker(
    @Args('input', { description: 'Whom, and where.' }) input: NameProtectionWorkerInput,
  ): Promise<ProtectionWorker> {
    return (await workerOf(await nameWorker(input))) as ProtectionWorker;
  }

  @Allow(POLICY)
  @Mutation(() => ProtectionWorker, {
    nullable: true,
    description:
      'NAMED → WITHDRAWN. From that moment the worker sees no concern; what the worker had taken up is to be taken up again.',
  })
  async withdrawProtectionWorker(
    @Args('input', { description: 'Which naming, and why.' }) input: WithdrawProtectionWorkerInput,
  ): Promise<ProtectionWorker> {
    return (await workerOf(await withdrawWorker(input, this.law, this.deadlines.safetyConcern))) as ProtectionWorker;
  }

  @Allow(POLICY)
  @Query(() => ProtectionWorker, { nullable: true, description: 'A naming; null if there is none to be seen.' })
  protectionWorker(
    @Args('id', { type: () => Uuid, description: 'Its identifier.' }) id: string,
  ): Promise<ProtectionWorker | null> {
    return workerOf(id);
  }

  @Allow(POLICY)
  @Query(() => ProtectionWorkerConnection, {
    description: 'Protection workers whom the caller may name or withdraw, and the caller’s own namings.',
  })
  protectionWorkers(@Args() args: ProtectionWorkerArgs) {
    return listWorkers(args);
  }

  @Allow(POLICY)
  @Query(() => ProtectionGapConnection, {
    description: 'Territories of the caller that nobody is named for, whether or not there are concerns.',
  })
  protectionGaps(@Args() args: ProtectionGapArgs) {
    return listGaps(args);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<ProtectionWorker | null> {
    return workerOf(id);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'For which territory and everything below it.' })
  territory(@Parent() { territoryCode }: ProtectionWorker): Territory {
    return { id: territoryCode };
  }

  @ResolveField(() => [AllowedAction], { description: 'What you may do with it now, and if not, why not.' })
  allowedActions(@Parent() worker: ProtectionWorker): AllowedAction[] {
    return actionsOn(worker, tx().principal);
  }
}

@Resolver(() => ProtectionGap)
export class ProtectionGapResolver {
  @ResolveField(() => Territory, { nullable: true, description: 'Which territory.' })
  territory(@Parent() { code }: ProtectionGap): Territory {
    return { id: code };
  }

  @ResolveField(() => Territory, {
    nullable: true,
    description: 'The nearest territory above, whose workers see its concerns meanwhile; null: nobody would see one.',
  })
  coveredBy(@Parent() { coveredByCode }: ProtectionGap): Territory | null {
    return coveredByCode === null ? null : { id: coveredByCode };
  }
}
