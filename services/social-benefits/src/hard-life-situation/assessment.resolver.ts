import { Allow } from '@kamkor/subgraph';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { ACTION_ROLES } from '../rules/hard-life-situation/roles.js';
import {
  CloseHardLifeSituationInput,
  RecordHardLifeAssessmentInput,
  RecordHardLifeReviewInput,
} from './assessment.input.js';
import { CloseSituation } from './close-situation.js';
import { RecordAssessment } from './record-assessment.js';
import { RecordReview } from './record-review.js';
import { HardLifeSituation } from './situation.entity.js';

const PURPOSE = 'social protection';

/** What specialists do for a family. */
@Resolver(() => HardLifeSituation)
export class AssessmentResolver {
  constructor(
    private readonly assessments: RecordAssessment,
    private readonly reviews: RecordReview,
    private readonly closings: CloseSituation,
  ) {}

  @Allow({ roles: ACTION_ROLES.recordHardLifeAssessment, purpose: PURPOSE })
  @Mutation(() => HardLifeSituation, {
    nullable: true,
    description: 'REGISTERED → ASSESSED. Records what a specialist decided about the family.',
  })
  recordHardLifeAssessment(
    @Args('input', { description: 'Which situation, and what was decided.' }) input: RecordHardLifeAssessmentInput,
  ): Promise<HardLifeSituation> {
    return this.assessments.record(input);
  }

  @Allow({ roles: ACTION_ROLES.closeHardLifeSituation, purpose: PURPOSE })
  @Mutation(() => HardLifeSituation, {
    nullable: true,
    description: 'ASSESSED → CLOSED. A later finding opens another situation.',
  })
  closeHardLifeSituation(
    @Args('input', { description: 'Which situation, and why it is closed.' }) input: CloseHardLifeSituationInput,
  ): Promise<HardLifeSituation> {
    return this.closings.close(input);
  }

  @Allow({ roles: ACTION_ROLES.recordHardLifeReview, purpose: PURPOSE })
  @Mutation(() => HardLifeSituation, {
    nullable: true,
    description: 'ASSESSED → ASSESSED. The family stays registered; the next review is due after the review term.',
  })
  recordHardLifeReview(
    @Args('input', { description: 'Which situation.' }) input: RecordHardLifeReviewInput,
  ): Promise<HardLifeSituation> {
    return this.reviews.record(input);
  }
}
