import { AnswersBatch, type BatchItem } from '@kamkor/subgraph';
import { Field, Int, ObjectType } from '@nestjs/graphql';

/** Fields `notification` and `refusal` are resolved beside it. */
@AnswersBatch()
@ObjectType({ description: 'What became of one birth of a batch: it was taken in, or it was refused and why.' })
export class NotifiedBirth implements BatchItem {
  @Field(() => Int, { description: 'Its place in `reports`, from 0.' })
  index: number;

  id: BatchItem['id'];
  refusal: BatchItem['refusal'];
}
