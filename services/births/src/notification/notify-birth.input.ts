import { Field, Float, InputType, Int } from '@nestjs/graphql';
import type { CareStatus } from '../rules/care-status.js';
import type { BirthAttendant } from '../rules/notification/birth-attendant.js';
import type { BirthReport, ParentIdentity, ReportedParent, Sex } from '../rules/notification/birth-report.js';
import { BirthAttendantEnum, CareStatusEnum, ParentIdentityEnum, SexEnum } from './enumerations.js';

@InputType({ description: 'A parent, as well as who notifies knows.' })
export class NotifiedParentInput implements ReportedParent {
  @Field(() => ParentIdentityEnum, { description: 'How well the parent is known.' })
  identity: ParentIdentity;

  @Field(() => String, {
    nullable: true,
    description:
      'Personal identification number, needed with PIN. Its form is checked; a date in it that differs is accepted.',
  })
  pin?: string | null;

  @Field(() => String, { nullable: true, description: 'Family name, needed with NAMED. At most 120 characters.' })
  familyName?: string | null;

  @Field(() => String, { nullable: true, description: 'Given name, needed with NAMED. At most 120 characters.' })
  givenName?: string | null;

  @Field(() => String, { nullable: true, description: 'Date of birth, `YYYY-MM-DD`.' })
  birthDate?: string | null;
}

/** Dates are text here and checked by the use case, so that one wrong date refuses one birth and not a whole batch. */
@InputType({
  description:
    'A birth. Little is needed, and what is missing is named in the answer; what is wrong is refused with field and reason.',
})
export class NotifyBirthInput implements BirthReport {
  @Field(() => String, {
    nullable: true,
    description:
      'Code of the facility, one of the caller’s own. Left out by community reporters, for births outside one.',
  })
  facility?: string | null;

  @Field({
    description:
      'The number under which the notifier keeps this birth, 1 to 64 characters, one for each child, also of twins and over the years: `2026/118`. Sent again, it is the same notification; for another birth it is refused.',
  })
  facilityRecordNumber: string;

  @Field({
    description: 'When the child was born, ISO 8601 with offset: `2024-05-25T08:30:00+06:00`. Not in the future.',
  })
  bornAt: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where the child was born; needed outside a facility, else the facility’s name is taken.',
  })
  placeOfBirth?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the territory where a child was born outside a facility; needed then.',
  })
  birthTerritory?: string | null;

  @Field(() => SexEnum, { description: 'The child’s sex.' })
  sex: Sex;

  @Field(() => Float, { nullable: true, description: 'The child’s weight at birth in whole grams.' })
  weightGrams?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many children were born of the delivery: 1 to 10.' })
  plurality?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Which of them this child is, by order of birth: 1 to `plurality`.',
  })
  birthOrder?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The facility’s number of the delivery, the same for twins; at most 64 characters.',
  })
  deliveryId?: string | null;

  @Field(() => BirthAttendantEnum, { nullable: true, description: 'Who attended the birth.' })
  attendant?: BirthAttendant | null;

  @Field(() => String, {
    nullable: true,
    description: 'A telephone number of who told of the birth: 5 to 15 digits, with or without "+" and spaces.',
  })
  informantPhone?: string | null;

  @Field(() => String, { nullable: true, description: 'Where the mother lives, in words; at most 300 characters.' })
  motherAddress?: string | null;

  @Field({ description: 'False for a stillbirth.' })
  live: boolean;

  @Field(() => NotifiedParentInput, { description: 'The mother; UNKNOWN is an answer too.' })
  mother: NotifiedParentInput;

  @Field(() => NotifiedParentInput, { nullable: true, description: 'The father, if anything was said about him.' })
  father?: NotifiedParentInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the territory where the mother lives: a district or town, so that its unit visits. If only the province is known, that.',
  })
  motherTerritory?: string | null;

  @Field(() => CareStatusEnum, { nullable: true, description: 'Who cares for the child; WITH_PARENTS if not said.' })
  careStatus?: CareStatus | null;
}
