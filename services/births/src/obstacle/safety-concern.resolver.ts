import { tx } from '@kamkor/persistence';
import { hasRole } from '@kamkor/principal';
import { DEADLINES } from '@kamkor/service-kit';
import { Allow, AllowedAction, Uuid } from '@kamkor/subgraph';
import { Inject } from '@nestjs/common';
import {
  Args,
  Field,
  InputType,
  Int,
  Mutation,
  Parent,
  Query,
  ResolveField,
  ResolveReference,
  Resolver,
} from '@nestjs/graphql';
import type { BirthsDeadlines } from '../deadlines.js';
import { Person, personOf } from '../graph/person.js';
import { Territory } from '../graph/territory.js';
import { concernAfter, SAFETY_CONCERN_ACTIONS, type SafetyOutcome } from '../rules/obstacle/safety-concern-states.js';
import { SafetyOutcomeEnum } from './enumerations.js';
import { close, takeUp } from './follow-safety-concern.js';
import { PROTECTION_ROLES, SafetyConcern } from './safety-concern.entity.js';
import { concernOf, listConcerns, SafetyConcernArgs, SafetyConcernConnection } from './safety-concern-list.js';

const purpose = 'protection';
const roles = PROTECTION_ROLES;

@InputType({ description: 'A concern that you look after from now on.' })
export class TakeUpSafetyConcernInput {
  @Field(() => Uuid, { description: 'The concern.' })
  safetyConcernId: string;

  @Field(() => Int, { description: 'Its version as you read it; another one in between is answered with CONFLICT.' })
  version: number;
}

@InputType({ description: 'The end of a concern.' })
export class CloseSafetyConcernInput extends TakeUpSafetyConcernInput {
  @Field(() => SafetyOutcomeEnum, { description: 'What became of it.' })
  outcome: SafetyOutcome;
}

@Resolver(() => SafetyConcern)
export class SafetyConcernResolver {
  constructor(@Inject(DEADLINES) private readonly deadlines: BirthsDeadlines) {}

  @Query(() => SafetyConcern, { nullable: true, description: 'A safety concern; null if there is none to be seen.' })
  @Allow({ roles, purpose })
  safetyConcern(
    @Args('id', { type: () => Uuid, description: 'Its identifier.' }) id: string,
  ): Promise<SafetyConcern | null> {
    return concernOf(id);
  }

  @Query(() => SafetyConcernConnection, {
    description:
      'Safety concerns of the territories that the caller is named for as a protection worker, within the own: what nobody has taken up comes first. Empty for everybody else.',
  })
  @Allow({ roles, purpose })
  safetyConcerns(@Args() args: SafetyConcernArgs) {
    return listConcerns(args);
  }

  @Mutation(() => SafetyConcern, { nullable: true, description: 'RAISED → TAKEN_UP. You look after it from now on.' })
  @Allow({ roles, purpose })
  async takeUpSafetyConcern(
    @Args('input', { description: 'Which one.' }) input: TakeUpSafetyConcernInput,
  ): Promise<SafetyConcern> {
    return (await concernOf(await takeUp(input, this.deadlines.safetyConcern))) as SafetyConcern;
  }

  @Mutation(() => SafetyConcern, { nullable: true, description: 'TAKEN_UP → CLOSED. Says what became of it.' })
  @Allow({ roles, purpose })
  async closeSafetyConcern(
    @Args('input', { description: 'Which one, and what became of it.' }) input: CloseSafetyConcernInput,
  ): Promise<SafetyConcern> {
    return (await concernOf(await close(input))) as SafetyConcern;
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<SafetyConcern | null> {
    return concernOf(id);
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'The child; null where the registry had not identified it.',
  })
  child(@Parent() { childPersonId }: SafetyConcern): Person | null {
    return personOf(childPersonId);
  }

  @ResolveField(() => Person, { nullable: true, description: 'The mother; null where the registry did not know her.' })
  mother(@Parent() { motherPersonId }: SafetyConcern): Person | null {
    return personOf(motherPersonId);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'Whose protection workers look after it.' })
  territory(@Parent() { territoryCode }: SafetyConcern): Territory {
    return { id: territoryCode };
  }

  @ResolveField(() => Territory, {
    nullable: true,
    description:
      'Up to which territory it has come because nobody took it up in time; its workers are to. Null: not beyond its own.',
  })
  escalatedTo(@Parent() { escalatedToCode }: SafetyConcern): Territory | null {
    return escalatedToCode === null ? null : { id: escalatedToCode };
  }

  @ResolveField(() => [AllowedAction], { description: 'What you may do with it now, and if not, why not.' })
  allowedActions(@Parent() { state }: SafetyConcern): AllowedAction[] {
    const byRole = hasRole(tx().principal, roles);
    return SAFETY_CONCERN_ACTIONS.map((action) => {
      const allowed = byRole && concernAfter(state, action) !== null;
      const reason = byRole ? 'STATE_DOES_NOT_ALLOW' : 'ROLE_NOT_ALLOWED';
      return { action, allowed, reason: allowed ? null : reason };
    });
  }
}
