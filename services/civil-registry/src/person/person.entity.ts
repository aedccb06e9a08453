import { dateColumn, instantColumn } from '@kamkor/persistence';
import { Allow, Instant, LegalDate, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { PERSON_ROLES } from '../rules/person/roles.js';
import { KnownFrom, Sex } from './enumerations.js';

@Entity('person')
@ObjectType({
  description:
    'A person of the population registry. The id is given by the registry and nowhere else, and is never reused.',
})
@Directive('@key(fields: "id")')
@Allow({ roles: PERSON_ROLES, purpose: 'population register' })
@TrailedRead<Person>({
  group: 'identity',
  subjectType: 'Person',
  person: ({ id }) => id,
  subject: ({ id }) => id,
  withheld: ({ seenThroughWithheldChild }) => seenThroughWithheldChild === true,
})
export class Person {
  /** Seen from a child who is withheld from her: her log must not lead somebody who reads it with her to the child. */
  seenThroughWithheldChild?: boolean;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: "The registry's id of the person: opaque, says nothing about them." })
  id: string;

  @Column('int')
  @Field(() => Int, { description: 'Counts the changes of this record.' })
  version: number;

  @Column({ type: 'text', name: 'family_name', nullable: true })
  @Field(() => String, { nullable: true, description: 'Family name; null for a newborn who has none yet.' })
  familyName: string | null;

  @Column({ type: 'text', name: 'given_name', nullable: true })
  @Field(() => String, { nullable: true, description: 'Given name; null for a newborn who has none yet.' })
  givenName: string | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => String, { nullable: true, description: 'Patronymic, where the person has one.' })
  patronymic: string | null;

  @Column({ type: 'date', name: 'birth_date', transformer: dateColumn })
  @Field(() => LegalDate, { description: 'Date of birth in the legal time zone.' })
  birthDate: Temporal.PlainDate;

  @Column('text')
  @Field(() => Sex, { description: 'Sex as it stands in the register.' })
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

  @Column({ type: 'text', name: 'known_from' })
  @Field(() => KnownFrom, { description: 'How the registry learnt of the person.' })
  knownFrom: KnownFrom;

  @Column({ type: 'timestamptz', precision: 3, name: 'entered_at', transformer: instantColumn })
  @Field(() => Instant, { description: 'When the registry learnt of the person.' })
  enteredAt: Temporal.Instant;
}
