import { Instant, Uuid } from '@kamkor/subgraph';
import { Field, InputType, Int } from '@nestjs/graphql';
import { AssessmentOutcome, ClosingReason } from './situation-enums.js';

@InputType({ isAbstract: true })
abstract class OfSituation {
  @Field(() => Uuid, { description: 'The hard life situation.' })
  situationId: string;

  @Field(() => Int, { description: 'Its version as you read it; another one in between is answered with CONFLICT.' })
  version: number;
}

@InputType({ description: "A specialist's assessment of a family." })
export class RecordHardLifeAssessmentInput extends OfSituation {
  @Field(() => AssessmentOutcome, { description: 'What was decided.' })
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
  @Field(() => ClosingReason, { description: 'Why it is closed.' })
  reason: ClosingReason;
}
