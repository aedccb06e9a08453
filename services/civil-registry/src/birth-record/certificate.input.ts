import { Instant, LegalDate, Uuid } from '@kamkor/subgraph';
import { Field, InputType } from '@nestjs/graphql';
import { SexEnum } from '../person/enumerations.js';
import type { Applicant } from '../rules/birth-record/applicant.js';
import type { Sex } from '../rules/person/sex.js';
import { OfBirthRecord } from './birth-record.input.js';
import { ApplicantEnum } from './enumerations.js';

@InputType({
  description: 'An application for a birth certificate. No paper is asked for: a missing one never blocks.',
})
export class ApplyForBirthCertificateInput extends OfBirthRecord {
  @Field(() => Instant, {
    nullable: true,
    description:
      'When the family applied, for a registrar who writes it down later: not before the birth, not in the future. None: now. A citizen gives none.',
  })
  appliedAt?: Temporal.Instant | null;

  @Field(() => ApplicantEnum, {
    nullable: true,
    description: 'Who applied; MOTHER if not given. A citizen applies as MOTHER.',
  })
  applicant?: Applicant | null;

  @Field(() => Uuid, {
    nullable: true,
    description:
      'The mother whom the application names, a person of the registry. One who is not certainly the notified mother, nor decided to be the mother, makes `parentage` MISMATCH, for a second registrar to decide. A citizen gives none.',
  })
  motherId?: string | null;
}

@InputType({ description: 'An application that the family takes back.' })
export class WithdrawBirthCertificateApplicationInput extends OfBirthRecord {}

@InputType({ description: 'The names with which a birth is registered.' })
export class RegisterBirthInput extends OfBirthRecord {
  @Field({ description: "The child's family name. Letters of any script, at most 120." })
  familyName: string;

  @Field({ description: "The child's given name. Letters of any script, at most 120." })
  givenName: string;

  @Field(() => String, { nullable: true, description: "The child's patronymic, where the parents give one." })
  patronymic?: string | null;

  @Field(() => LegalDate, {
    nullable: true,
    description: 'Date of birth, needed where the record’s is approximate and refused where it is not.',
  })
  birthDate?: Temporal.PlainDate | null;

  @Field(() => SexEnum, {
    nullable: true,
    description: 'Sex of the child, where the record says UNDETERMINED; refused where it says another.',
  })
  sex?: Sex | null;
}

@InputType({ description: 'The certificate of a registered birth.' })
export class IssueBirthCertificateInput extends OfBirthRecord {}
