import { dateColumn, instantColumn } from '@kamkor/persistence';
import { Allow, Instant, LegalDate, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CareStatus } from '../rules/care-status.js';
import type { RegistryState } from '../rules/documentation/registry-state.js';
import type { BirthAttendant } from '../rules/notification/birth-attendant.js';
import type { ParentIdentity, Sex, TerritorySource } from '../rules/notification/birth-report.js';
import { BirthAttendantEnum, CareStatusEnum, RegistryStateEnum, SexEnum, TerritorySourceEnum } from './enumerations.js';

export const NOTIFICATION_READERS = [
  'hospital',
  'health-exchange',
  'community-reporter',
  'registrar',
  'social-worker',
  'social-supervisor',
  'guardianship',
  'citizen',
] as const;

@Directive('@key(fields: "id")')
@Allow({ roles: NOTIFICATION_READERS, purpose: 'newborn documentation' })
@TrailedRead<BirthNotification>({
  group: 'birth',
  subjectType: 'BirthNotification',
  person: ({ childPersonId }) => childPersonId,
  subject: ({ id }) => id,
  withheld: ({ careStatus }) => careStatus !== 'WITH_PARENTS',
})
@ObjectType({ description: 'A birth as a facility or a community reporter told of it.' })
@Entity('birth_notification')
export class BirthNotification {
  @Field(() => ID, { description: 'Given when the birth was notified.' })
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Field(() => Int, { description: 'Counts the changes of this record; to be sent with a mutation that changes it.' })
  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'text', name: 'facility', nullable: true })
  facilityCode: string | null;

  @Column({ type: 'text', nullable: true })
  reporter: string | null;

  @Field({
    description: 'The number that who notified gave the birth. The same number again is the same notification.',
  })
  @Column({ type: 'text', name: 'facility_record_number' })
  facilityRecordNumber: string;

  @Field(() => Instant, { description: 'When the child was born.' })
  @Column({ type: 'timestamptz', name: 'born_at', precision: 3, transformer: instantColumn })
  bornAt: Temporal.Instant;

  @Field(() => LegalDate, { description: 'The date of birth in the legal time zone; every term counts from it.' })
  @Column({ type: 'date', name: 'birth_date', transformer: dateColumn })
  birthDate: Temporal.PlainDate;

  @Field({ description: 'Where the child was born; the name of the facility if nothing else was said.' })
  @Column({ type: 'text', name: 'place_of_birth' })
  placeOfBirth: string;

  @Field(() => SexEnum, { nullable: true, description: 'The child’s sex.' })
  @Column({ type: 'text' })
  sex: Sex;

  @Field(() => Int, { nullable: true, description: 'The child’s weight at birth in grams.' })
  @Column({ type: 'int', name: 'weight_grams', nullable: true })
  weightGrams: number | null;

  @Field({ description: 'False for a stillbirth, which is never watched and about which nobody is visited.' })
  @Column({ type: 'boolean' })
  live: boolean;

  @Field(() => Int, { nullable: true, description: 'How many children were born of the delivery; null: not said.' })
  @Column({ type: 'int', nullable: true })
  plurality: number | null;

  @Field(() => Int, { nullable: true, description: 'Which of them this child is, by order of birth, from 1.' })
  @Column({ type: 'int', name: 'birth_order', nullable: true })
  birthOrder: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The facility’s number of the delivery, one for all its children.',
  })
  @Column({ type: 'text', name: 'delivery_id', nullable: true })
  deliveryId: string | null;

  @Field(() => BirthAttendantEnum, { nullable: true, description: 'Who attended the birth.' })
  @Column({ type: 'text', nullable: true })
  attendant: BirthAttendant | null;

  @Column({ type: 'text', name: 'informant_phone', nullable: true })
  informantPhone: string | null;

  @Column({ type: 'text', name: 'mother_address', nullable: true })
  motherAddress: string | null;

  @Column({ type: 'text', name: 'birth_territory', nullable: true })
  birthTerritory: string | null;

  @Column({ type: 'text', name: 'mother_territory', nullable: true })
  motherTerritory: string | null;

  @Column({ type: 'text', name: 'mother_name_key', nullable: true })
  motherNameKey: string | null;

  @Column({ type: 'text', name: 'mother_identity' })
  motherIdentity: ParentIdentity;

  @Column({ type: 'text', name: 'mother_pin', nullable: true })
  motherPin: string | null;

  @Column({ type: 'text', name: 'mother_family_name', nullable: true })
  motherFamilyName: string | null;

  @Column({ type: 'text', name: 'mother_given_name', nullable: true })
  motherGivenName: string | null;

  @Column({ type: 'date', name: 'mother_birth_date', nullable: true, transformer: dateColumn })
  motherBirthDate: Temporal.PlainDate | null;

  @Column({ type: 'text', name: 'father_identity', nullable: true })
  fatherIdentity: ParentIdentity | null;

  @Column({ type: 'text', name: 'father_pin', nullable: true })
  fatherPin: string | null;

  @Column({ type: 'text', name: 'father_family_name', nullable: true })
  fatherFamilyName: string | null;

  @Column({ type: 'text', name: 'father_given_name', nullable: true })
  fatherGivenName: string | null;

  @Column({ type: 'date', name: 'father_birth_date', nullable: true, transformer: dateColumn })
  fatherBirthDate: Temporal.PlainDate | null;

  @Field(() => CareStatusEnum, { nullable: true, description: 'Who cares for the child.' })
  @Column({ type: 'text', name: 'care_status' })
  careStatus: CareStatus;

  @Column({ type: 'text', name: 'territory' })
  territoryCode: string;

  @Field(() => TerritorySourceEnum, { nullable: true, description: 'Whose territory `territory` is.' })
  @Column({ type: 'text', name: 'territory_source' })
  territorySource: TerritorySource;

  @Field(() => RegistryStateEnum, {
    nullable: true,
    description: 'What the civil registry has made of it; until it answers `child` is null.',
  })
  @Column({ type: 'text', name: 'registry_state' })
  registryState: RegistryState;

  @Column({ type: 'uuid', name: 'child_person', nullable: true })
  childPersonId: string | null;

  @Column({ type: 'uuid', name: 'mother_person', nullable: true })
  motherPersonId: string | null;

  @Field(() => Instant, { description: 'When the notification was taken in.' })
  @Column({ type: 'timestamptz', name: 'notified_at', precision: 3, transformer: instantColumn })
  notifiedAt: Temporal.Instant;
}
