import { dateColumn, instantColumn } from '@kamkor/persistence';
import { Allow, Instant, LegalDate, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SexEnum } from '../person/enumerations.js';
import type { Applicant } from '../rules/birth-record/applicant.js';
import type { RegistryState } from '../rules/birth-record/child-identity.js';
import type { Parentage, ParentageDecision } from '../rules/birth-record/parentage.js';
import type { PinState } from '../rules/birth-record/pin-states.js';
import { BIRTH_RECORD_ROLES } from '../rules/birth-record/roles.js';
import type { BirthRecordState } from '../rules/birth-record/states.js';
import type { Sex } from '../rules/person/sex.js';
import { ApplicantEnum, BirthRecordStateEnum, PinStateEnum, RegistryStateEnum } from './enumerations.js';

@Directive('@key(fields: "id")')
@Allow({ roles: BIRTH_RECORD_ROLES, purpose: 'civil registration' })
@TrailedRead<BirthRecord>({
  group: 'birth',
  subjectType: 'BirthRecord',
  person: ({ childId }) => childId,
  subject: ({ id }) => id,
})
@ObjectType({ description: "A notified birth on its way to the child's birth certificate." })
@Entity('birth_record')
export class BirthRecord {
  @Field(() => ID, { description: 'Opaque id of the record.' })
  @PrimaryColumn('uuid')
  id: string;

  @Field(() => Int, { description: 'Counts the changes of the record. Every mutation of the record takes it.' })
  @Column('int')
  version: number;

  @Column({ type: 'uuid', name: 'notification_id' })
  notificationId: string;

  @Field(() => BirthRecordStateEnum, { nullable: true, description: 'How far the certificate has come.' })
  @Column('text')
  state: BirthRecordState;

  @Field(() => RegistryStateEnum, {
    nullable: true,
    name: 'identification',
    description: 'Whether the registry knows who the child is.',
  })
  @Column({ type: 'text', name: 'registry_state' })
  registryState: RegistryState;

  @Column({ type: 'uuid', name: 'child', nullable: true })
  childId: string | null;

  @Column({ type: 'uuid', name: 'mother', nullable: true })
  motherId: string | null;

  @Column({ type: 'uuid', name: 'papers_on', nullable: true })
  papersOnId: string | null;

  @Column({ type: 'boolean', name: 'withheld_from_mother' })
  withheldFromMother: boolean;

  @Column({ type: 'text', name: 'territory' })
  territoryCode: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the facility where the child was born, such as `KG-C-03-F01`; null if the child was born outside of any.',
  })
  @Column({ type: 'text', nullable: true })
  facility: string | null;

  @Field({ description: 'The number that the notifier gave the birth.' })
  @Column({ type: 'text', name: 'facility_record_number' })
  facilityRecordNumber: string;

  @Field(() => String, {
    nullable: true,
    description: 'Place of birth as the notification words it; null for a child that was found at a visit.',
  })
  @Column({ type: 'text', name: 'place_of_birth', nullable: true })
  placeOfBirth: string | null;

  @Field({
    description: 'Whether nobody notified the birth, because a visit about another child of the family found this one.',
  })
  @Column({ type: 'boolean', name: 'of_sibling' })
  ofSibling: boolean;

  @Field(() => Instant, { description: 'When the child was born.' })
  @Column({ type: 'timestamptz', name: 'born_at', precision: 3, transformer: instantColumn })
  bornAt: Temporal.Instant;

  @Field(() => LegalDate, { description: 'Legal date of the birth, from which terms are counted.' })
  @Column({ type: 'date', name: 'birth_date', transformer: dateColumn })
  birthDate: Temporal.PlainDate;

  @Field({ description: 'Whether the date is only approximate. `registerBirth` then has to give the date.' })
  @Column({ type: 'boolean', name: 'birth_date_approximate' })
  birthDateApproximate: boolean;

  @Field(() => SexEnum, { nullable: true, description: 'Sex of the child as notified.' })
  @Column('text')
  sex: Sex;

  @Field(() => Instant, { description: 'When the registry learnt of the birth.' })
  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3, transformer: instantColumn })
  recordedAt: Temporal.Instant;

  @Field(() => Instant, {
    nullable: true,
    description: 'When the certificate was applied for; null if it has not been.',
  })
  @Column({ type: 'timestamptz', name: 'applied_at', precision: 3, nullable: true, transformer: instantColumn })
  appliedAt: Temporal.Instant | null;

  @Field(() => ApplicantEnum, { nullable: true, description: 'Who applied; null if nobody has.' })
  @Column({ type: 'text', nullable: true })
  applicant: Applicant | null;

  @Field(() => Instant, { nullable: true, description: 'When the birth was registered; null if it has not been.' })
  @Column({ type: 'timestamptz', name: 'registered_at', precision: 3, nullable: true, transformer: instantColumn })
  registeredAt: Temporal.Instant | null;

  @Field(() => String, { nullable: true, description: 'Number of the act of birth, unique in the country.' })
  @Column({ type: 'text', name: 'act_number', nullable: true })
  actNumber: string | null;

  @Field(() => Instant, { nullable: true, description: 'When the certificate was issued; null if it has not been.' })
  @Column({ type: 'timestamptz', name: 'issued_at', precision: 3, nullable: true, transformer: instantColumn })
  issuedAt: Temporal.Instant | null;

  @Field(() => String, { nullable: true, description: 'Series of the certificate.' })
  @Column({ type: 'text', name: 'certificate_series', nullable: true })
  certificateSeries: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the certificate, unique in its series.' })
  @Column({ type: 'text', name: 'certificate_number', nullable: true })
  certificateNumber: string | null;

  @Field(() => Instant, {
    nullable: true,
    description:
      "When the registry's next step is due; null while the registry waits for an application and after the certificate was issued.",
  })
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3, nullable: true, transformer: instantColumn })
  dueAt: Temporal.Instant | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'Since when the registration was overdue. It stays after the birth is registered.',
  })
  @Column({
    type: 'timestamptz',
    name: 'registration_overdue_since',
    precision: 3,
    nullable: true,
    transformer: instantColumn,
  })
  registrationOverdueSince: Temporal.Instant | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'Since when the certificate was overdue. It stays after the certificate is issued.',
  })
  @Column({
    type: 'timestamptz',
    name: 'certificate_overdue_since',
    precision: 3,
    nullable: true,
    transformer: instantColumn,
  })
  certificateOverdueSince: Temporal.Instant | null;

  @Column({ type: 'text', name: 'mother_pin', nullable: true })
  motherPin: string | null;

  @Field(() => PinStateEnum, { nullable: true, description: 'How far the child’s PIN has come. Nothing waits for it.' })
  @Column({ type: 'text', name: 'pin_state' })
  pinState: PinState;

  @Column({ type: 'timestamptz', name: 'pin_requested_at', precision: 3, nullable: true, transformer: instantColumn })
  pinRequestedAt: Temporal.Instant | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'When the PIN is due; null if it was not asked for, or is recorded.',
  })
  @Column({ type: 'timestamptz', name: 'pin_due_at', precision: 3, nullable: true, transformer: instantColumn })
  pinDueAt: Temporal.Instant | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'Since when the PIN was overdue. It stays after the PIN is recorded.',
  })
  @Column({ type: 'timestamptz', name: 'pin_overdue_since', precision: 3, nullable: true, transformer: instantColumn })
  pinOverdueSince: Temporal.Instant | null;

  @Column({ type: 'timestamptz', name: 'pin_recorded_at', precision: 3, nullable: true, transformer: instantColumn })
  pinRecordedAt: Temporal.Instant | null;

  @Column({ type: 'text' })
  parentage: Parentage;

  @Column({ type: 'uuid', name: 'applied_mother', nullable: true })
  appliedMotherId: string | null;

  @Column({ type: 'text', name: 'parentage_filed_by', nullable: true })
  parentageFiledBy: string | null;

  @Column({ type: 'timestamptz', name: 'parentage_due_at', precision: 3, nullable: true, transformer: instantColumn })
  parentageDueAt: Temporal.Instant | null;

  @Column({
    type: 'timestamptz',
    name: 'parentage_overdue_since',
    precision: 3,
    nullable: true,
    transformer: instantColumn,
  })
  parentageOverdueSince: Temporal.Instant | null;

  @Column({ type: 'text', name: 'parentage_decision', nullable: true })
  parentageDecision: ParentageDecision | null;

  @Column({ type: 'text', name: 'parentage_grounds', nullable: true })
  parentageGrounds: string | null;

  @Column({ type: 'text', name: 'parentage_decided_by', nullable: true })
  parentageDecidedBy: string | null;

  @Column({
    type: 'timestamptz',
    name: 'parentage_decided_at',
    precision: 3,
    nullable: true,
    transformer: instantColumn,
  })
  parentageDecidedAt: Temporal.Instant | null;

  @Column({ type: 'int', name: 'queue_rank', select: false, insert: false, update: false })
  queueRank: number;

  @Column({
    type: 'timestamptz',
    name: 'queue_at',
    precision: 3,
    select: false,
    insert: false,
    update: false,
    transformer: instantColumn,
  })
  queueAt: Temporal.Instant;
}
