import { Uuid } from '@kamkor/subgraph';
import { Field, InputType } from '@nestjs/graphql';
import { OfBirthRecord } from './birth-record.input.js';

@InputType({ description: 'A registrar’s decision about who a notified child is.' })
export class IdentifyChildInput extends OfBirthRecord {
  @Field(() => Uuid, {
    nullable: true,
    description: 'One of the record’s `candidates`. If not given, the child is none of them and becomes a new person.',
  })
  personId?: string | null;
}

@InputType({ description: 'A registered child whose PIN is asked for.' })
export class RequestPinInput extends OfBirthRecord {}

@InputType({ description: 'The PIN that was given to a child.' })
export class RecordPinInput extends OfBirthRecord {
  @Field({ description: 'The PIN as it was given; spaces are ignored. Refused if another person has it.' })
  pin: string;
}
