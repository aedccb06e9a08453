import { dateColumn, instantColumn } from '@kamkor/persistence';
import { Allow, Instant, LegalDate, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sex } from '../person/enumerations.js';
import type { RegistryState } from '../rules/birth-record/child-identity.js';
import type { Parentage, ParentageDecision } from '../rules/birth-record/parentage.js';
import type { PinState } from '../rules/birth-record/pin-states.js';
import { BIRTH_RECORD_ROLES } from '../rules/birth-record/roles.js';
import type { BirthRecordState } from '../rules/birth-record/states.js';
import { Applicant, BirthRecordStates, PinStates, RegistryStates } from './enumerations.js';

const instant = (name: string) => ({ type: 'timestamptz', precision: 3, name, transformer: instantColumn }) as const;

@Entity('birth_record')
@ObjectType({ description: "A notified birth on its way to the child's birth certificate." })
@Directive('@key(fields: "id")')
@Allow({ roles: BIRTH_RECORD_ROLES, purpose: 'civil registration' })
@TrailedRead<BirthRecord>({
  group: 'birth',
  subjectType: 'BirthRecord',
  person: ({ childId }) => childId,
  subject: ({ id }) => id,
})
export class BirthRecord {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Opaque id of the record.' })
  id: string;

  @Column('int')
  @Field(() => Int, { description: 'Counts the changes; every mutation of the record takes it.' })
  version: number;

  @Column({ type: 'uuid', name: 'notification_id' })
  notificationId: string;

  @Column('text')
  @Field(() => BirthRecordStates, { description: 'How far the certificate has come.' })
  state: BirthRecordState;

  @Column({ type: 'text', name: 'registry_state' })
  @Field(() => RegistryStates, { name: 'identification', description: 'Whether the registry knows who the child is.' })
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

  @Column({ type: 'text', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Code of the facility where the child was born, such as `KG-C-03-F01`; null: outside of any.',
  })
  facility: string | null;

  @Column({ type: 'text', name: 'facility_record_number' })
  @Field({ description: "The notifier's own number of the birth." })
  facilityRecordNumber: string;

  @Column({ type: 'text', name: 'place_of_birth', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'Place of birth in the words of the notification; null for a child found at a visit.',
  })
  placeOfBirth: string | null;

  @Column({ type: 'boolean', name: 'of_sibling' })
  @Field({ description: 'Whether nobody notified the birth: a visit to the family of another child found this one.' })
  ofSibling: boolean;

  @Column(instant('born_at'))
  @Field(() => Instant, { description: 'When the child was born.' })
  bornAt: Temporal.Instant;

  @Column({ type: 'date', name: 'birth_date', transformer: dateColumn })
  @Field(() => LegalDate, { description: 'Legal date of the birth, from which terms count.' })
  birthDate: Temporal.PlainDate;

  @Column({ type: 'boolean', name: 'birth_date_approximate' })
  @Field({ description: 'Whether the date is only likely: `registerBirth` then has to say it.' })
  birthDateApproximate: boolean;

  @Column('text')
  @Field(() => Sex, { description: 'Sex of the child as notified.' })
  sex: Sex;

  @Column(instant('recorded_at'))
  @Field(() => Instant, { description: 'When the registry learnt of the birth.' })
  recordedAt: Temporal.Instant;

  @Column({ ...instant('applied_at'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the certificate was applied for; null: not yet.' })
  appliedAt: Temporal.Instant | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => Applicant, { nullable: true, description: 'Who applied; null: nobody yet.' })
  applicant: Applicant | null;

  @Column({ ...instant('registered_at'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the birth was registered; null: not yet.' })
  registeredAt: Temporal.Instant | null;

  @Column({ type: 'text', name: 'act_number', nullable: true })
  @Field(() => String, { nullable: true, description: 'Number of the act of birth, unique in the country.' })
  actNumber: string | null;

  @Column({ ...instant('issued_at'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the certificate was issued; null: not yet.' })
  issuedAt: Temporal.Instant | null;

  @Column({ type: 'text', name: 'certificate_series', nullable: true })
  @Field(() => String, { nullable: true, description: 'Series of the certificate.' })
  certificateSeries: string | null;

  @Column({ type: 'text', name: 'certificate_number', nullable: true })
  @Field(() => String, { nullable: true, description: 'Number of the certificate, unique in its series.' })
  certificateNumber: string | null;

  @Column({ ...instant('due_at'), nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description:
      "When the registry's next step falls due; null while the registry waits for an application, and after the issue.",
  })
  dueAt: Temporal.Instant | null;

  @Column({ ...instant('registration_overdue_since'), nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'Since when the registration was overdue; kept after it is done.',
  })
  registrationOverdueSince: Temporal.Instant | null;

  @Column({ ...instant('certificate_overdue_since'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'Since when the issue was overdue; kept after it is done.' })
  certificateOverdueSince: Temporal.Instant | null;

  @Column({ type: 'text', name: 'mother_pin', nullable: true })
  motherPin: string | null;

  @Column({ type: 'text', name: 'pin_state' })
  @Field(() => PinStates, { description: 'How far the child’s PIN has come. It holds nothing up.' })
  pinState: PinState;

  @Column({ ...instant('pin_requested_at'), nullable: true })
  pinRequestedAt: Temporal.Instant | null;

  @Column({ ...instant('pin_due_at'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'Until when the PIN is due; null: not asked for, or recorded.' })
  pinDueAt: Temporal.Instant | null;

  @Column({ ...instant('pin_overdue_since'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'Since when the PIN was overdue; kept after it is recorded.' })
  pinOverdueSince: Temporal.Instant | null;

  @Column({ ...instant('pin_recorded_at'), nullable: true })
  pinRecordedAt: Temporal.Instant | null;

  @Column({ type: 'text' })
  parentage: Parentage;

  @Column({ type: 'uuid', name: 'applied_mother', nullable: true })
  appliedMotherId: string | null;

  @Column({ type: 'text', name: 'parentage_filed_by', nullable: true })
  parentageFiledBy: string | null;

  @Column({ ...instant('parentage_due_at'), nullable: true })
  parentageDueAt: Temporal.Instant | null;

  @Column({ ...instant('parentage_overdue_since'), nullable: true })
  parentageOverdueSince: Temporal.Instant | null;

  @Column({ type: 'text', name: 'parentage_decision', nullable: true })
  parentageDecision: ParentageDecision | null;

  @Column({ type: 'text', name: 'parentage_grounds', nullable: true })
  parentageGrounds: string | null;

  @Column({ type: 'text', name: 'parentage_decided_by', nullable: true })
  parentageDecidedBy: string | null;

  @Column({ ...instant('parentage_decided_at'), nullable: true })
  parentageDecidedAt: Temporal.Instant | null;

  @Column({ type: 'int', name: 'queue_rank', select: false, insert: false, update: false })
  queueRank: number;

  @Column({ ...instant('queue_at'), select: false, insert: false, update: false })
  queueAt: Temporal.Instant;
}
