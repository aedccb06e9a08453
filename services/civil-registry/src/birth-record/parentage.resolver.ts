import { Allow, Instant } from '@kamkor/subgraph';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { motherOf } from '../person/mother-of.js';
import { Person } from '../person/person.entity.js';
import type { Parentage } from '../rules/birth-record/parentage.js';
import { ACTION_ROLES } from '../rules/birth-record/roles.js';
import { BirthRecord } from './birth-record.entity.js';
import { decidedBeforeOf } from './birth-record-loaders.js';
import { DecideParentage } from './decide-parentage.js';
import { EarlierParentageDecision } from './earlier-decision.entity.js';
import { ParentageEnum } from './enumerations.js';
import { DecideParentageInput } from './parentage.input.js';

const PURPOSE = 'civil registration';

/** Who the mother is, if an application names another woman than the notification. */
@Resolver(() => BirthRecord)
export class ParentageResolver {
  constructor(private readonly decisions: DecideParentage) {}

  @Allow({ roles: ACTION_ROLES.decideParentage, purpose: PURPOSE })
  @Mutation(() => BirthRecord, {
    nullable: true,
    description:
      'Decides who the mother is, if the application names another one: `parentage` MISMATCH → DECIDED. Whoever took the application can’t decide.',
  })
  decideParentage(
    @Args('input', { description: 'Which record, who she is, and why.' }) input: DecideParentageInput,
  ): Promise<BirthRecord> {
    return this.decisions.decide(input);
  }

  @Allow({ roles: ['registrar'] })
  @ResolveField(() => ParentageEnum, {
    nullable: true,
    description: 'Whether it is certain who the mother is. For registrars.',
  })
  parentage(@Parent() { parentage }: BirthRecord): Parentage {
    return parentage;
  }

  @Allow({ roles: ['registrar'] })
  @ResolveField(() => Instant, {
    nullable: true,
    description:
      'When a second registrar’s decision about who the mother is falls due; null if there is nothing to decide. For registrars.',
  })
  parentageDueAt(@Parent() { parentageDueAt }: BirthRecord): Temporal.Instant | null {
    return parentageDueAt;
  }

  @Allow({ roles: ['registrar'] })
  @ResolveField(() => Person, {
    nullable: true,
    description:
      'The mother whom the application names, if it is not certain that she is the notified one. For registrars.',
  })
  appliedMother(@Parent() { appliedMotherId, withheldFromMother }: BirthRecord): Promise<Person | null> {
    return motherOf({ motherId: appliedMotherId, withheldFromMother });
  }

  @Allow({ roles: ['registrar'] })
  @ResolveField(() => String, {
    nullable: true,
    description: 'The grounds of the decision about who the mother is. For registrars.',
  })
  parentageGrounds(@Parent() { parentageGrounds }: BirthRecord): string | null {
    return parentageGrounds;
  }

  @Allow({ roles: ['registrar'] })
  @ResolveField(() => [EarlierParentageDecision], {
    nullable: true,
    description:
      'Earlier decisions about who the mother is, before an application questioned it again. For registrars.',
  })
  async earlierParentageDecisions(@Parent() { id }: BirthRecord): Promise<EarlierParentageDecision[]> {
    return (await decidedBeforeOf(id)) ?? [];
  }
}
