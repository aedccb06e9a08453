import { tx } from '@kamkor/persistence';
import { hasRole } from '@kamkor/principal';
import { Allow, AllowedAction, Instant, type Page, Uuid } from '@kamkor/subgraph';
import { Args, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Person } from '../graph/person.js';
import { Territory } from '../graph/territory.js';
import { READERS } from '../rules/hard-life-situation/roles.js';
import { Finding } from './finding.entity.js';
import { HardLifeSituation } from './situation.entity.js';
import { actionsOn } from './situation-actions.js';
import { HardLifeSituationConnection, listSituations, SituationArgs } from './situation-list.js';
import { findingsOf, situationOf } from './situation-loaders.js';
import { unlessClosed } from './unless-closed.js';

const PURPOSE = 'social protection';

@Resolver(() => HardLifeSituation)
export class SituationResolver {
  @Allow({ roles: READERS, purpose: PURPOSE })
  @Query(() => HardLifeSituation, {
    nullable: true,
    description: 'A situation by id; null where there is none that you may see.',
  })
  hardLifeSituation(@Args('id', { type: () => Uuid, description: 'Id of the situation.' }) id: string) {
    return situationOf(id);
  }

  @Allow({ roles: READERS, purpose: PURPOSE })
  @Query(() => HardLifeSituationConnection, {
    description: 'Situations of the own territory, or of the own family: what falls due first comes first.',
  })
  hardLifeSituations(@Args() args: SituationArgs): Promise<Page<HardLifeSituation>> {
    return listSituations(args);
  }

  @ResolveReference()
  byReference({ id }: { id: string }): Promise<HardLifeSituation | null> {
    return situationOf(id);
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'The child; null while the registry has not identified it.',
  })
  child(@Parent() situation: HardLifeSituation): Person | null {
    const id = childSeen(situation);
    return id === null ? null : { id };
  }

  @ResolveField(() => HardLifeSituation, {
    nullable: true,
    description: 'The one that runs on, where this one is closed as its duplicate; null otherwise.',
  })
  duplicateOf(@Parent() { duplicateOfId }: HardLifeSituation): Promise<HardLifeSituation | null> | null {
    return duplicateOfId === null ? null : situationOf(duplicateOfId);
  }

  @ResolveField(() => Instant, {
    nullable: true,
    description: 'Until when the family is to be answered; null: nothing waits.',
  })
  objectionDueAt(@Parent() situation: HardLifeSituation): Temporal.Instant | null {
    return unlessClosed(situation, situation.objectionDueAt);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'The territory whose officials care for the family.' })
  territory(@Parent() { territoryCode }: HardLifeSituation): Territory {
    return { id: territoryCode };
  }

  @ResolveField(() => [Finding], {
    description:
      'What visits found, the earliest first, as far as you may see it; with what was found of its duplicates.',
  })
  async findings(@Parent() { id }: HardLifeSituation): Promise<Finding[]> {
    return (await findingsOf(id)) ?? [];
  }

  @ResolveField(() => [AllowedAction], { description: 'What you may do with the situation now, and why not the rest.' })
  allowedActions(@Parent() situation: HardLifeSituation): AllowedAction[] {
    return actionsOn(situation, tx().principal);
  }
}

/** A family whose child is apart from it must not learn from another id that the child was found elsewhere. */
const childSeen = ({ apartFromParents, foundChildId, childId }: HardLifeSituation): string | null =>
  apartFromParents && hasRole(tx().principal, ['citizen']) ? foundChildId : childId;
