import { Instant, LegalDate, Uuid } from '@kamkor/subgraph';
import { Field, InputType } from '@nestjs/graphql';
import { SexEnum } from '../person/enumerations.js';
import type { Applicant } from '../rules/birth-record/applicant.js';
import type { Sex } from '../rules/person/sex.js';
import { OfBirthRecord } from './birth-record.input.js';
import { ApplicantEnum } from './enumerations.js';

@InputType({
  description: 'An application for a birth certificate. No paper is asked for, so a missing one never blocks it.',
})
export class ApplyForBirthCertificateInput extends OfBirthRecord {
  @Field(() => Instant, {
    nullable: true,
    description:
      'When the family applied, if a registrar writes it down later: neither before the birth nor in the future. Now if not given. A citizen does not give it.',
  })
  appliedAt?: Temporal.Instant | null;

  @Field(() => ApplicantEnum, {
    nullable: true,
    description: 'Who applied; MOTHER if not given. A citizen can only apply as MOTHER.',
  })
  applicant?: Applicant | null;

  @Field(() => Uuid, {
    nullable: true,
    description:
      'The mother whom the application names, by her id in the registry. If she is not certainly the notified mother, and was not decided to be the mother, `parentage` becomes MISMATCH and a second registrar decides. A citizen does not give it.',
  })
  motherId?: string | null;
}

@InputType({ description: 'The application that the family takes back.' })
export class WithdrawBirthCertificateApplicationInput extends OfBirthRecord {}

@InputType({ description: 'The names under which a birth is registered.' })
export class RegisterBirthInput extends OfBirthRecord {
  @Field({ description: 'The child’s family name: letters of any script, at most 120.' })
  familyName: string;

  @Field({ description: 'The child’s given name: letters of any script, at most 120.' })
  givenName: string;

  @Field(() => String, { nullable: true, description: 'The child’s patronymic, if the parents give one.' })
  patronymic?: string | null;

  @Field(() => LegalDate, {
    nullable: true,
    description:
      'The date of birth. It is required if the record’s date is approximate; otherwise it is refused if it differs from that date.',
  })
  birthDate?: Temporal.PlainDate | null;

  @Field(() => SexEnum, {
    nullable: true,
    description: 'The child’s sex, if the record says UNDETERMINED; refused if the record says another one.',
  })
  sex?: Sex | null;
}

@InputType({ description: 'The certificate of a registered birth.' })
export class IssueBirthCertificateInput extends OfBirthRecord {}
