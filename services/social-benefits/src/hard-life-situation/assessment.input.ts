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
      'Whether the family has been told that it is registered: from then on it sees the situation, though not findings made without its knowledge. False leaves everything as it is.',
  })
  familyInformed: boolean;

  @Field(() => Instant, {
    nullable: true,
    description:
      'When it was assessed, where that is written down later: not before the finding, not in the future. None: now.',
  })
  assessedAt?: Temporal.Instant | null;
}

@InputType({ description: 'The end of a hard life situation.' })
export class CloseHardLifeSituationInput extends OfSituation {
  @Field(() => ClosingReasonEnum, { description: 'Why it is closed.' })
  reason: ClosingReason;
}

@InputType({ description: 'Somebody looked again whether a family is still to be registered, and it is.' })
export class RecordHardLifeReviewInput extends OfSituation {
  @Field({ description: 'Whether the family has been told that it is registered. False leaves everything as it is.' })
  familyInformed: boolean;
}
