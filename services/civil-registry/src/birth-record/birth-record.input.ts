import { Uuid } from '@kamkor/subgraph';
import { Field, InputType, Int } from '@nestjs/graphql';

@InputType({ isAbstract: true })
export abstract class OfBirthRecord {
  @Field(() => Uuid, { description: 'The birth record.' })
  birthRecordId: string;

  @Field(() => Int, { description: 'Its version as you read it; another one in between is answered with CONFLICT.' })
  version: number;
}
