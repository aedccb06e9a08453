import { LegalDate, Uuid } from '@kamkor/subgraph';
import { Field, InputType } from '@nestjs/graphql';
import type { EnteredFrom } from '../rules/person/known-from.js';
import type { Sex } from '../rules/person/sex.js';
import { EnteredFromEnum, SexEnum } from './enumerations.js';

@InputType({ description: 'A person who is known elsewhere, but not yet to the registry.' })
export class EnterPersonInput {
  @Field({ description: 'Family name as in the document: letters of any script, at most 120.' })
  familyName: string;

  @Field({ description: 'Given name as in the document: letters of any script, at most 120.' })
  givenName: string;

  @Field(() => String, { nullable: true, description: 'Patronymic, if the person has one.' })
  patronymic?: string | null;

  @Field(() => LegalDate, { description: 'Date of birth; not in the future.' })
  birthDate: Temporal.PlainDate;

  @Field(() => SexEnum, { description: 'Sex as it stands in the document.' })
  sex: Sex;

  @Field(() => String, {
    nullable: true,
    description:
      'Personal identification number: 14 digits; spaces are ignored. If the date or sex in it differs, that gives a warning and is never refused.',
  })
  pin?: string | null;

  @Field({
    description: 'Code of the territory where the person lives, such as `KG-C-03`. It lies within the registrar’s own.',
  })
  territory: string;

  @Field(() => Uuid, { nullable: true, description: 'The registry’s id of the mother, if the registry knows her.' })
  mother?: string | null;

  @Field(() => EnteredFromEnum, { description: 'What the person is entered from.' })
  knownFrom: EnteredFrom;
}
