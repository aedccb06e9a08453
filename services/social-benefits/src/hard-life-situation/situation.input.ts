import { Instant, Uuid } from '@kamkor/subgraph';
import { Field, InputType, Int } from '@nestjs/graphql';
import type { Objection } from '../rules/hard-life-situation/states.js';
import { AssessmentOutcome, ClosingReason, Objections } from './enumerations.js';

@InputType({ isAbstract: true })
export abstract class OfSituation {
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

@InputType({ description: 'Somebody looked again whether a family is still to be registered, and it is.' })
export class RecordHardLifeReviewInput extends OfSituation {
  @Field({ description: 'Whether the family has been told that it is registered. False leaves everything as it is.' })
  familyInformed: boolean;
}

@InputType({ description: 'A family objects to being registered. It is taken to know of it from then on.' })
export class RecordHardLifeObjectionInput extends OfSituation {
  @Field(() => Objections, { description: 'Why, as the family says.' })
  reason: Objection;
}

@InputType({ description: 'The objection is right.' })
export class UpholdHardLifeObjectionInput extends OfSituation {}

@InputType({ description: 'The objection is not right.' })
export class RejectHardLifeObjectionInput extends OfSituation {}
