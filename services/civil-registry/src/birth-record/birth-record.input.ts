import { Uuid } from '@kamkor/subgraph';
import { Field, InputType, Int } from '@nestjs/graphql';

@InputType({ isAbstract: true })
export abstract class OfBirthRecord {
  @Field(() => Uuid, { description: 'The birth record.' })
  birthRecordId: string;

  @Field(() => Int, { description: '`version` as you read it. CONFLICT if the record has changed since.' })
  version: number;
}
