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
    description: 'A situation by id; null if there is none that you may see.',
  })
  hardLifeSituation(@Args('id', { type: () => Uuid, description: 'The situation’s id.' }) id: string) {
    return situationOf(id);
  }

  @Allow({ roles: READERS, purpose: PURPOSE })
  @Query(() => HardLifeSituationConnection, {
    description: 'Situations of your territory, or of your own family: what is due first comes first.',
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
    description: 'The child; null until the registry has identified it.',
  })
  child(@Parent() situation: HardLifeSituation): Person | null {
    const id = childSeen(situation);
    return id === null ? null : { id };
  }

  @ResolveField(() => HardLifeSituation, {
    nullable: true,
    description: 'The situation that runs on, if this one was closed as its duplicate; null otherwise.',
  })
  duplicateOf(@Parent() { duplicateOfId }: HardLifeSituation): Promise<HardLifeSituation | null> | null {
    return duplicateOfId === null ? null : situationOf(duplicateOfId);
  }

  @ResolveField(() => Instant, {
    nullable: true,
    description: 'When the answer to the family is due; null if no objection waits.',
  })
  objectionDueAt(@Parent() situation: HardLifeSituation): Temporal.Instant | null {
    return unlessClosed(situation, situation.objectionDueAt);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'The territory whose officials care for the family.' })
  territory(@Parent() { territoryCode }: HardLifeSituation): Territory {
    return { id: territoryCode };
  }

  @ResolveField(() => [Finding], {
    description: 'What visits found, also under its duplicates, the earliest first, as far as you may see it.',
  })
  async findings(@Parent() { id }: HardLifeSituation): Promise<Finding[]> {
    return (await findingsOf(id)) ?? [];
  }

  @ResolveField(() => [AllowedAction], {
    description: 'What you may do with the situation now, and why you may not do the rest.',
  })
  allowedActions(@Parent() situation: HardLifeSituation): AllowedAction[] {
    return actionsOn(situation, tx().principal);
  }
}

/** A family whose child is apart from it must not learn from a new id that the child was found elsewhere. */
const childSeen = ({ apartFromParents, foundChildId, childId }: HardLifeSituation): string | null =>
  apartFromParents && hasRole(tx().principal, ['citizen']) ? foundChildId : childId;
