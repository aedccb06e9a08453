import { dateColumn, instantColumn } from '@kamkor/persistence';
import { Allow, Instant, LegalDate, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KnownFrom } from '../rules/person/known-from.js';
import { PERSON_ROLES } from '../rules/person/roles.js';
import type { Sex } from '../rules/person/sex.js';
import { KnownFromEnum, SexEnum } from './enumerations.js';

@Directive('@key(fields: "id")')
@Allow({ roles: PERSON_ROLES, purpose: 'population register' })
@TrailedRead<Person>({
  group: 'identity',
  subjectType: 'Person',
  person: ({ id }) => id,
  subject: ({ id }) => id,
  withheld: ({ seenThroughWithheldChild }) => seenThroughWithheldChild === true,
})
@ObjectType({
  description: 'A person of the population registry. Only the registry gives the id, and it is never reused.',
})
@Entity('person')
export class Person {
  /**
   * Somebody looked at her from a child who is withheld from her. Her log must not lead anybody who reads it with her
   * to that child.
   */
  seenThroughWithheldChild?: boolean;

  @Field(() => ID, { description: 'The registry’s id of the person. It is opaque and says nothing about them.' })
  @PrimaryColumn('uuid')
  id: string;

  @Field(() => Int, { description: 'Counts the changes of this record.' })
  @Column('int')
  version: number;

  @Field(() => String, { nullable: true, description: 'Family name; null for a newborn who has none yet.' })
  @Column({ type: 'text', name: 'family_name', nullable: true })
  familyName: string | null;

  @Field(() => String, { nullable: true, description: 'Given name; null for a newborn who has none yet.' })
  @Column({ type: 'text', name: 'given_name', nullable: true })
  givenName: string | null;

  @Field(() => String, { nullable: true, description: 'Patronymic, if the person has one.' })
  @Column({ type: 'text', nullable: true })
  patronymic: string | null;

  @Field(() => LegalDate, { description: 'Date of birth in the legal time zone.' })
  @Column({ type: 'date', name: 'birth_date', transformer: dateColumn })
  birthDate: Temporal.PlainDate;

  @Field(() => SexEnum, { nullable: true, description: 'Sex as it stands in the register.' })
  @Column('text')
  sex: Sex;

  @Column({ type: 'text', nullable: true })
  pin: string | null;

  @Column({ type: 'text', name: 'territory' })
  territoryCode: string;

  @Column({ type: 'uuid', name: 'mother', nullable: true })
  motherId: string | null;

  @Column({ type: 'boolean', name: 'withheld_from_mother' })
  withheldFromMother: boolean;

  @Column({ type: 'uuid', name: 'merged_into', nullable: true })
  mergedIntoId: string | null;

  @Field(() => KnownFromEnum, { nullable: true, description: 'How the registry learnt of the person.' })
  @Column({ type: 'text', name: 'known_from' })
  knownFrom: KnownFrom;

  @Field(() => Instant, { description: 'When the registry learnt of the person.' })
  @Column({ type: 'timestamptz', precision: 3, name: 'entered_at', transformer: instantColumn })
  enteredAt: Temporal.Instant;
}
