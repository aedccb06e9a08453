import { Instant, Uuid } from '@kamkor/subgraph';
import { Field, InputType, Int } from '@nestjs/graphql';
import type { NotPossibleReason } from '../rules/document-help/states.js';
import { NotPossibleReasonEnum } from './enumerations.js';

@InputType({ description: 'The request with which you begin to help.' })
export class BeginDocumentHelpInput {
  @Field(() => Uuid, { description: 'The request.' })
  documentHelpRequestId: string;

  @Field(() => Int, { description: '`version` as you read it. CONFLICT if the record has changed since.' })
  version: number;
}

@InputType({ description: 'The parent has the document.' })
export class RecordDocumentHelpedInput extends BeginDocumentHelpInput {
  @Field(() => Instant, {
    nullable: true,
    description:
      'Since when, if it is written down later: neither before the visit nor in the future. Now if not given.',
  })
  helpedAt?: Temporal.Instant | null;
}

@InputType({ description: 'The document could not be obtained.' })
export class RecordDocumentNotPossibleInput extends BeginDocumentHelpInput {
  @Field(() => NotPossibleReasonEnum, { description: 'Why not.' })
  reason: NotPossibleReason;
}
