import { Instant } from '@kamkor/subgraph';
import { Field, InputType } from '@nestjs/graphql';
import type { AssessmentOutcome } from '../rules/hard-life-situation/assessment-outcome.js';
import type { ClosingReason } from '../rules/hard-life-situation/closing-reason.js';
import { AssessmentOutcomeEnum, ClosingReasonEnum } from './enumerations.js';
import { OfSituation } from './situation.input.js';

@InputType({ description: "A specialist's assessment of a family." })
export class RecordHardLifeAssessmentInput extends OfSituation {
  @Field(() => AssessmentOutcomeEnum, { description: 'What was decided.' })
  outcome: AssessmentOutcome;

  @Field({
    description:
      'Whether the family was told that it is registered. From then on it sees the situation, but no findings that were made without its knowledge. False leaves everything as it is.',
  })
  familyInformed: boolean;

  @Field(() => Instant, {
    nullable: true,
    description:
      'When it was assessed, if it is written down later: neither before the finding nor in the future. Now if not given.',
  })
  assessedAt?: Temporal.Instant | null;
}

@InputType({ description: 'The end of a hard life situation.' })
export class CloseHardLifeSituationInput extends OfSituation {
  @Field(() => ClosingReasonEnum, { description: 'Why it is closed.' })
  reason: ClosingReason;
}

@InputType({ description: 'Somebody has looked again at whether a family should stay registered, and it should.' })
export class RecordHardLifeReviewInput extends OfSituation {
  @Field({ description: 'Whether the family was told that it is registered. False leaves everything as it is.' })
  familyInformed: boolean;
}
