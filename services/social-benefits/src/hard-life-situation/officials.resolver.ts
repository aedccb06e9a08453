import { Allow, Instant } from '@kamkor/subgraph';
import { Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { OFFICIALS } from '../rules/hard-life-situation/roles.js';
import { HardLifeSituation } from './situation.entity.js';
import { unlessClosed } from './unless-closed.js';

/** Fields that would tell a family of findings it does not know of. */
@Resolver(() => HardLifeSituation)
export class OfficialsResolver {
  @Allow({ roles: OFFICIALS })
  @ResolveField(() => Int, {
    nullable: true,
    description: 'Counts the changes of the situation. Every mutation of the situation takes it. For officials.',
  })
  version(@Parent() { version }: HardLifeSituation): number {
    return version;
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
      'Whether the child is apart from its parents. If so, nothing of this may reach the mother, neither by call nor by letter; ask guardianship. For officials.',
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
    description: 'When the assessment is due; null if it is done. For officials.',
  })
  dueAt(@Parent() situation: HardLifeSituation): Temporal.Instant | null {
    return unlessClosed(situation, situation.dueAt);
  }

  @Allow({ roles: OFFICIALS })
  @ResolveField(() => Instant, {
    nullable: true,
    description: 'Since when the assessment was overdue. It stays after the assessment is done. For officials.',
  })
  assessmentOverdueSince(@Parent() { assessmentOverdueSince }: HardLifeSituation): Temporal.Instant | null {
    return assessmentOverdueSince;
  }

  @Allow({ roles: OFFICIALS })
  @ResolveField(() => Instant, {
    nullable: true,
    description: 'When somebody has to look again; null if the situation is not assessed, or over. For officials.',
  })
  reviewDueAt(@Parent() situation: HardLifeSituation): Temporal.Instant | null {
    return unlessClosed(situation, situation.reviewDueAt);
  }

  @Allow({ roles: OFFICIALS })
  @ResolveField(() => Instant, {
    nullable: true,
    description: 'Since when the review was last overdue. It stays after the review is done. For officials.',
  })
  reviewOverdueSince(@Parent() { reviewOverdueSince }: HardLifeSituation): Temporal.Instant | null {
    return reviewOverdueSince;
  }
}
