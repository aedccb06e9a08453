import { Field, InputType } from '@nestjs/graphql';
import type { Objection } from '../rules/hard-life-situation/objection.js';
import { ObjectionEnum } from './enumerations.js';
import { OfSituation } from './situation.input.js';

@InputType({ description: 'A family objects to being registered. From then on it counts as knowing of the situation.' })
export class RecordHardLifeObjectionInput extends OfSituation {
  @Field(() => ObjectionEnum, { description: 'Why, in the family’s view.' })
  reason: Objection;
}

@InputType({ description: 'The objection is right.' })
export class UpholdHardLifeObjectionInput extends OfSituation {}

@InputType({ description: 'The objection is not right.' })
export class RejectHardLifeObjectionInput extends OfSituation {}
