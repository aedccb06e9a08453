import { Uuid } from '@kamkor/subgraph';
import { Field, Float, InputType, Int } from '@nestjs/graphql';
import type { BirthAttendant } from '../rules/notification/birth-attendant.js';
import type { Completion } from '../rules/notification/completion.js';
import { BirthAttendantEnum } from './enumerations.js';
import { NotifiedParentInput } from './notify-birth.input.js';

@InputType({
  description: 'What a notification was accepted without (its `missing`) and is known now. What stands is not changed.',
})
export class CompleteNotificationInput implements Completion {
  @Field(() => Uuid, { description: 'The notification.' })
  id: string;

  @Field(() => Int, { description: '`version` of the notification as it was read; a newer one refuses with CONFLICT.' })
  version: number;

  @Field(() => Float, { nullable: true, description: 'WEIGHT: the child’s weight at birth in whole grams.' })
  weightGrams?: number | null;

  @Field(() => NotifiedParentInput, { nullable: true, description: 'MOTHER or MOTHER_PIN: who the mother is.' })
  mother?: NotifiedParentInput | null;

  @Field(() => NotifiedParentInput, { nullable: true, description: 'FATHER: what is known about the father.' })
  father?: NotifiedParentInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'MOTHER_TERRITORY: code of the territory where the mother lives. The child is watched there from now on. Where a province was said, a district or town of it completes it.',
  })
  motherTerritory?: string | null;

  @Field(() => Int, { nullable: true, description: 'PLURALITY: how many children were born of the delivery.' })
  plurality?: number | null;

  @Field(() => Int, { nullable: true, description: 'BIRTH_ORDER: which of them this child is, by order of birth.' })
  birthOrder?: number | null;

  @Field(() => String, { nullable: true, description: 'DELIVERY_ID: the facility’s number of the delivery.' })
  deliveryId?: string | null;

  @Field(() => BirthAttendantEnum, { nullable: true, description: 'ATTENDANT: who attended the birth.' })
  attendant?: BirthAttendant | null;

  @Field(() => String, { nullable: true, description: 'INFORMANT_PHONE: a telephone number of who told of the birth.' })
  informantPhone?: string | null;

  @Field(() => String, { nullable: true, description: 'MOTHER_ADDRESS: where the mother lives, in words.' })
  motherAddress?: string | null;
}
