import { Field, InputType } from '@nestjs/graphql';
import type { Objection } from '../rules/hard-life-situation/objection.js';
import { ObjectionEnum } from './enumerations.js';
import { OfSituation } from './situation.input.js';

@InputType({ description: 'A family objects to being registered. It is taken to know of it from then on.' })
export class RecordHardLifeObjectionInput extends OfSituation {
  @Field(() => ObjectionEnum, { description: 'Why, as the family says.' })
  reason: Objection;
}

@InputType({ description: 'The objection is right.' })
export class UpholdHardLifeObjectionInput extends OfSituation {}

@InputType({ description: 'The objection is not right.' })
export class RejectHardLifeObjectionInput extends OfSituation {}
