import { LegalDate } from '@kamkor/subgraph';
import { Field, ObjectType } from '@nestjs/graphql';
import { Person } from '../graph/person.js';
import type { ParentIdentity } from '../rules/notification/birth-report.js';
import { ParentIdentityEnum } from './enumerations.js';

@ObjectType({
  description: 'A parent as notified, word for word; what the registry knows of the person is in `person`.',
})
export class NotifiedParent {
  @Field(() => ParentIdentityEnum, { nullable: true, description: 'How well the parent is known.' })
  identity: ParentIdentity;

  @Field(() => String, {
    nullable: true,
    description: 'Personal identification number; null unless `identity` is PIN.',
  })
  pin: string | null;

  @Field(() => String, { nullable: true, description: 'Family name, if it was said.' })
  familyName: string | null;

  @Field(() => String, { nullable: true, description: 'Given name, if it was said.' })
  givenName: string | null;

  @Field(() => LegalDate, { nullable: true, description: 'Date of birth, if it was said.' })
  birthDate: Temporal.PlainDate | null;

  @Field(() => Person, { nullable: true, description: 'The person whom the registry has found; null until it has.' })
  person: Person | null;
}
