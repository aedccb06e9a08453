import { Field, InputType } from '@nestjs/graphql';
import type { ParentageDecision } from '../rules/birth-record/parentage.js';
import { OfBirthRecord } from './birth-record.input.js';
import { ParentageDecisionEnum } from './enumerations.js';

@InputType({ description: 'A second registrar’s decision about who the mother is.' })
export class DecideParentageInput extends OfBirthRecord {
  @Field(() => ParentageDecisionEnum, { description: 'Who she is.' })
  decision: ParentageDecision;

  @Field({ description: 'Why, in 10 to 2,000 characters. Only registrars see it.' })
  grounds: string;
}
