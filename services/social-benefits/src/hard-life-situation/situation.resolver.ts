import { tx } from '@kamkor/persistence';
import { hasRole } from '@kamkor/principal';
import { Allow, AllowedAction, Instant, type Page, Uuid } from '@kamkor/subgraph';
import { Args, Int, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Person, Territory } from '../graph/person.js';
import { ACTION_ROLES, DECIDERS, OFFICIALS, READERS } from '../rules/hard-life-situation/roles.js';
import { Finding } from './finding.entity.js';
import { SituationService } from './record-assessment.js';
import { ObjectionService } from './record-objection.js';
import { HardLifeSituation } from './situation.entity.js';
import {
  CloseHardLifeSituationInput,
  RecordHardLifeAssessmentInput,
  RecordHardLifeObjectionInput,
  RecordHardLifeReviewInput,
  RejectHardLifeObjectionInput,
  UpholdHardLifeObjectionInput,
} from './situation.input.js';
import { allowedActions } from './situation-actions.js';
import { HardLifeSituationConnection, listSituations, SituationListArgs } from './situation-list.js';
import { findingsOf, situationOf } from './situation-loaders.js';

const purpose = 'social protection';

@Resolver(() => HardLifeSituation)
export class SituationResolver {
  constructor(
    private readonly situations: SituationService,
    private readonly objections: ObjectionService,
  ) {}

  @Allow({ roles: READERS, purpose })
  @Query(() => HardLifeSituation, {
    nullable: true,
    description: 'A situation by id; null where there is none that you may see.',
  })
  hardLifeSituation(@Args('id', { type: () => Uuid, description: 'Id of the situation.' }) id: string) {
    return situationOf(id);
  }

  @Allow({ roles: READERS, purpose })
  @Query(() => HardLifeSituationConnection, {
    description: 'Situations of the own territory, or of the own family: what falls due first comes first.',
  })
  hardLifeSituations(@Args() args: SituationListArgs): Promise<Page<HardLifeSituation>> {
    return listSituations(args);
  }

  @Allow({ roles: DECIDERS, purpose })
  @Mutation(() => HardLifeSituation, {
    description: 'REGISTERED → ASSESSED. Records what a specialist decided about the family.',
  })
  recordHardLifeAssessment(
    @Args('input', { description: 'Which situation, and what was decided.' }) input: RecordHardLifeAssessmentInput,
  ): Promise<HardLifeSituation> {
    return this.situations.assess(input);
  }

  @Allow({ roles: DECIDERS, purpose })
  @Mutation(() => HardLifeSituation, { description: 'ASSESSED → CLOSED. A later finding opens another situation.' })
  closeHardLifeSituation(
    @Args('input', { description: 'Which situation, and why it is closed.' }) input: CloseHardLifeSituationInput,
  ): Promise<HardLifeSituation> {
    return this.situations.close(input);
  }

  @Allow({ roles: ACTION_ROLES.recordHardLifeReview, purpose })
  @Mutation(() => HardLifeSituation, {
    description: 'ASSESSED → ASSESSED. The family stays registered; the next review is due after the regulated time.',
  })
  recordHardLifeReview(
    @Args('input', { description: 'Which situation.' }) input: RecordHardLifeReviewInput,
  ): Promise<HardLifeSituation> {
    return this.situations.review(input);
  }

  @Allow({ roles: ACTION_ROLES.recordHardLifeObjection, purpose })
  @Mutation(() => HardLifeSituation, {
    description: 'A family objects to being registered, by itself or through a specialist; it is owed an answer.',
  })
  recordHardLifeObjection(
    @Args('input', { description: 'Which situation, and why.' }) input: RecordHardLifeObjectionInput,
  ): Promise<HardLifeSituation> {
    return this.objections.object(input);
  }

  @Allow({ roles: ACTION_ROLES.upholdHardLifeObjection, purpose })
  @Mutation(() => HardLifeSituation, { description: 'The objection is right: → CLOSED, assessed or not.' })
  upholdHardLifeObjection(
    @Args('input', { description: 'Which situation.' }) input: UpholdHardLifeObjectionInput,
  ): Promise<HardLifeSituation> {
    return this.objections.uphold(input);
  }

  @Allow({ roles: ACTION_ROLES.rejectHardLifeObjection, purpose })
  @Mutation(() => HardLifeSituation, { description: 'The objection is not right: the family stays registered.' })
  rejectHardLifeObjection(
    @Args('input', { description: 'Which situation.' }) input: RejectHardLifeObjectionInput,
  ): Promise<HardLifeSituation> {
    return this.objections.reject(input);
  }

  @ResolveReference()
  byReference({ id }: { id: string }): Promise<HardLifeSituation | null> {
    return situationOf(id);
  }

  @Allow({ roles: OFFICIALS })
  @ResolveField(() => Int, {
    nullable: true,
    description: 'Counts the changes; every mutation of the situation takes it. For officials.',
  })
  version(@Parent() { version }: HardLifeSituation): number {
    return version;
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

  @Allow({ roles: OFFICIALS })
  @ResolveField(() => Boolean, {
    nullable: true,
    description: 'Whether the family knows that it is registered. For officials.',
  })
  familyKnows(@Parent() { familyKnows }: HardLifeSituation): boolean {
    return familyKnows;
  }

  @Allow({ roles: OFFICIALS })
  @ResolveField(() => Boolean, {
    nullable: true,
    description:
      'Whether the child is apart from its parents: then nothing of this may reach the mother, by no call and no letter, and guardianship is who to ask. For officials.',
  })
  apartFromParents(@Parent() { apartFromParents }: HardLifeSituation): boolean {
    return apartFromParents;
  }

  @Allow({ roles: OFFICIALS })
  @ResolveField(() => Instant, { nullable: true, description: 'When the situation was registered. For officials.' })
  registeredAt(@Parent() { registeredAt }: HardLifeSituation): Temporal.Instant {
    return registeredAt;
  }

  @Allow({ roles: OFFICIALS })
  @ResolveField(() => Instant, {
    nullable: true,
    description: 'When the assessment is due; null: it is done. For officials.',
  })
  dueAt(@Parent() situation: HardLifeSituation): Temporal.Instant | null {
    return unlessClosed(situation, situation.dueAt);
  }

  @Allow({ roles: OFFICIALS })
  @ResolveField(() => Instant, {
    nullable: true,
    description: 'Since when the assessment was overdue; kept after it is done. For officials.',
  })
  assessmentOverdueSince(@Parent() { assessmentOverdueSince }: HardLifeSituation): Temporal.Instant | null {
    return assessmentOverdueSince;
  }

  @Allow({ roles: OFFICIALS })
  @ResolveField(() => Instant, {
    nullable: true,
    description: 'When somebody has to look again; null: not assessed, or over. For officials.',
  })
  reviewDueAt(@Parent() situation: HardLifeSituation): Temporal.Instant | null {
    return unlessClosed(situation, situation.reviewDueAt);
  }

  @Allow({ roles: OFFICIALS })
  @ResolveField(() => Instant, {
    nullable: true,
    description: 'Since when the review was overdue, the last time; kept after it is done. For officials.',
  })
  reviewOverdueSince(@Parent() { reviewOverdueSince }: HardLifeSituation): Temporal.Instant | null {
    return reviewOverdueSince;
  }

  @ResolveField(() => [AllowedAction], { description: 'What you may do with the situation now, and why not the rest.' })
  allowedActions(@Parent() situation: HardLifeSituation): AllowedAction[] {
    return allowedActions(situation, tx().principal);
  }
}

/** A duplicate keeps its terms for the day that it is opened again; meanwhile nothing is due. */
const unlessClosed = ({ state }: HardLifeSituation, at: Temporal.Instant | null): Temporal.Instant | null =>
  state === 'CLOSED' ? null : at;

/** A family whose child is apart from it must not learn from another id that the child was found elsewhere. */
const childSeen = ({ apartFromParents, foundChildId, childId }: HardLifeSituation): string | null =>
  apartFromParents && hasRole(tx().principal, ['citizen']) ? foundChildId : childId;
