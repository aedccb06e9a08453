import { Uuid } from '@kamkor/subgraph';
import { Field, InputType } from '@nestjs/graphql';
import { OfBirthRecord } from './birth-record.input.js';

@InputType({ description: "A registrar's decision who a notified child is." })
export class IdentifyChildInput extends OfBirthRecord {
  @Field(() => Uuid, {
    nullable: true,
    description: "One of the record's `candidates`; none: nobody of them, the child becomes a new person.",
  })
  personId?: string | null;
}

@InputType({ description: 'The PIN of a registered child, to be asked for.' })
export class RequestPinInput extends OfBirthRecord {}

@InputType({ description: 'The PIN that was given to a child.' })
export class RecordPinInput extends OfBirthRecord {
  @Field({ description: 'As it was given; spaces are ignored. No other person has it.' })
  pin: string;
}
