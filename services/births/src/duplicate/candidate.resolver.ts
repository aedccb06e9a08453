import { tx } from '@kamkor/persistence';
import { Allow, AllowedAction, Uuid } from '@kamkor/subgraph';
import { Args, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { BirthNotification } from '../notification/notification.entity.js';
import { notificationOf } from '../notification/notification-loaders.js';
import { DUPLICATE_ROLES, DuplicateCandidate } from './candidate.entity.js';
import { actionsOn } from './candidate-actions.js';
import { candidateOf, DuplicateCandidateArgs, DuplicateCandidateConnection, listCandidates } from './candidate-list.js';
import { DecideDuplicateInput, UndoDuplicateInput } from './decision/decide-duplicate.input.js';
import { DecideDuplicate } from './decision/decide-duplicate.js';

const POLICY = { roles: DUPLICATE_ROLES, purpose: 'newborn documentation' } as const;
const OR_NULL = 'null where it is of a territory that the caller may not see.';

@Resolver(() => DuplicateCandidate)
export class DuplicateResolver {
  constructor(private readonly decisions: DecideDuplicate) {}

  @Allow(POLICY)
  @Query(() => DuplicateCandidate, { nullable: true, description: 'A pair; null if there is none to be seen.' })
  duplicateCandidate(
    @Args('id', { type: () => Uuid, description: 'Its identifier.' }) id: string,
  ): Promise<DuplicateCandidate | null> {
    return candidateOf(id);
  }

  @Allow(POLICY)
  @Query(() => DuplicateCandidateConnection, {
    description:
      'Pairs of notified births that could be one child, as far as the caller may see one of the two. An open pair of which one has been closed is left out: the kept one stands in the list with the other in its place.',
  })
  duplicateCandidates(@Args() args: DuplicateCandidateArgs) {
    return listCandidates(args);
  }

  @Allow(POLICY)
  @Mutation(() => DuplicateCandidate, {
    nullable: true,
    description:
      'Decides whether two notified births are one child. With SAME one is kept and the other closed: its watch ends, its tasks and visits go over to the kept one, and the registry merges the persons, all of it within seconds (`settled`). A decided pair stays decided: TRANSITION_REFUSED.',
  })
  decideDuplicate(@Args('input') input: DecideDuplicateInput): Promise<DuplicateCandidate> {
    return this.decisions.decide(input);
  }

  @Allow(POLICY)
  @Mutation(() => DuplicateCandidate, {
    nullable: true,
    description:
      'Takes a decision back: the pair is open again. A notification that was closed is watched again by its original date and has its tasks and visits back; the persons are two again.',
  })
  undoDuplicate(@Args('input') input: UndoDuplicateInput): Promise<DuplicateCandidate> {
    return this.decisions.undo(input);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<DuplicateCandidate | null> {
    return candidateOf(id);
  }

  @ResolveField(() => BirthNotification, { nullable: true, description: `One of the births; ${OR_NULL}` })
  one(@Parent() { oneId }: DuplicateCandidate): Promise<BirthNotification | null> {
    return notificationOf(oneId);
  }

  @ResolveField(() => BirthNotification, { nullable: true, description: `The other birth; ${OR_NULL}` })
  other(@Parent() { otherId }: DuplicateCandidate): Promise<BirthNotification | null> {
    return notificationOf(otherId);
  }

  @ResolveField(() => BirthNotification, { nullable: true, description: `With SAME, the one that is kept; ${OR_NULL}` })
  kept(@Parent() { keptId }: DuplicateCandidate): Promise<BirthNotification | null> | null {
    return keptId === null ? null : notificationOf(keptId);
  }

  @ResolveField(() => Boolean, { description: 'Whether what was decided, or taken back, has been carried out.' })
  settled(@Parent() { keptId, settledKeptId }: DuplicateCandidate): boolean {
    return keptId === settledKeptId;
  }

  @ResolveField(() => [AllowedAction], {
    description: 'What the caller may do with the pair now, and if not, why not.',
  })
  allowedActions(@Parent() candidate: DuplicateCandidate): AllowedAction[] {
    return actionsOn(candidate, tx().principal);
  }
}
