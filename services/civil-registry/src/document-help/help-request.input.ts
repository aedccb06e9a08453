import { Instant, Uuid } from '@kamkor/subgraph';
import { Field, InputType, Int } from '@nestjs/graphql';
import type { NotPossibleReason } from '../rules/document-help/states.js';
import { NotPossibleReasonEnum } from './enumerations.js';

@InputType({ description: 'A request that you begin to help with.' })
export class BeginDocumentHelpInput {
  @Field(() => Uuid, { description: 'The request.' })
  documentHelpRequestId: string;

  @Field(() => Int, { description: 'Its version as you read it; another one in between is answered with CONFLICT.' })
  version: number;
}

@InputType({ description: 'The parent has the document.' })
export class RecordDocumentHelpedInput extends BeginDocumentHelpInput {
  @Field(() => Instant, {
    nullable: true,
    description: 'Since when, where that is written down later: not before the visit, not in the future. None: now.',
  })
  helpedAt?: Temporal.Instant | null;
}

@InputType({ description: 'The document could not be got.' })
export class RecordDocumentNotPossibleInput extends BeginDocumentHelpInput {
  @Field(() => NotPossibleReasonEnum, { description: 'Why not.' })
  reason: NotPossibleReason;
}
