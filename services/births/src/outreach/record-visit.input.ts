import { Instant, Uuid } from '@kamkor/subgraph';
import { Field, InputType, Int } from '@nestjs/graphql';
import { LackedDocumentInput, SafetyConcernInput, UndocumentedSiblingInput } from '../obstacle/findings.input.js';
import type { VisitFindings } from '../obstacle/found-at-visit.js';
import type {
  HardLifeCircumstance,
  MetWith,
  NoCertificateReason,
  Obstacle,
  VisitOutcome,
} from '../rules/outreach/visit.js';
import {
  HardLifeCircumstanceEnum,
  MetWithEnum,
  NoCertificateReasonEnum,
  ObstacleEnum,
  VisitOutcomeEnum,
} from './enumerations.js';

@InputType({ description: 'A visit to the family of an overdue child. It may be recorded later than it took place.' })
export class RecordVisitInput implements VisitFindings {
  @Field(() => Uuid, { description: 'The task that it belongs to.' })
  taskId: string;

  @Field(() => Int, {
    description:
      '`version` of the task as it was read; a newer one refuses with CONFLICT while the task is open and the caller’s. Else only the same visit told twice does.',
  })
  version: number;

  @Field(() => Instant, { description: 'When it took place: after the birth and not in the future.' })
  visitedAt: Temporal.Instant;

  @Field(() => VisitOutcomeEnum, { description: 'What came of it.' })
  outcome: VisitOutcome;

  @Field(() => [MetWithEnum], { description: 'Who was met; may be empty.' })
  metWith: MetWith[];

  @Field(() => [NoCertificateReasonEnum], { description: 'Why there is no certificate yet, as the family says.' })
  reasons: NoCertificateReason[];

  @Field(() => [ObstacleEnum], { description: 'What stands between the child and its certificate.' })
  obstacles: Obstacle[];

  @Field(() => [HardLifeCircumstanceEnum], {
    defaultValue: [],
    description: 'What makes the family’s life hard; at least one with HARD_LIFE_SITUATION.',
  })
  circumstances: HardLifeCircumstance[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the family knows that its hard life situation is registered; needed with HARD_LIFE_SITUATION. With false nothing of it reaches the family.',
  })
  familyKnows: boolean | null;

  @Field(() => [LackedDocumentInput], {
    defaultValue: [],
    description: 'Which documents the parents lack; at least one with PARENT_LACKS_DOCUMENT, none without it.',
  })
  lackedDocuments: LackedDocumentInput[];

  @Field(() => [UndocumentedSiblingInput], {
    defaultValue: [],
    description: 'The other children; at least one with UNDOCUMENTED_SIBLINGS, none without it.',
  })
  undocumentedSiblings: UndocumentedSiblingInput[];

  @Field(() => SafetyConcernInput, {
    nullable: true,
    description: 'Where somebody may not be safe. Kept apart from the visit, for protection workers only.',
  })
  safetyConcern?: SafetyConcernInput | null;
}
