import { dateColumn, instantColumn } from '@kamkor/persistence';
import { Allow, Instant, LegalDate, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TerritorySourceEnum } from '../notification/enumerations.js';
import type { CareStatus, ResponsibleBody } from '../rules/care-status.js';
import type { WatchState } from '../rules/documentation/watch-states.js';
import type { TerritorySource } from '../rules/notification/birth-report.js';
import { ResponsibleBodyEnum, WatchStateEnum } from './enumerations.js';

export const WATCH_OFFICIALS = ['registrar', 'social-worker', 'social-supervisor', 'guardianship'] as const;
export const WATCH_READERS = [...WATCH_OFFICIALS, 'citizen'] as const;

@Directive('@key(fields: "id")')
@Allow({ roles: WATCH_READERS, purpose: 'newborn documentation' })
@TrailedRead<DocumentationWatch>({
  group: 'documentation',
  subjectType: 'DocumentationWatch',
  person: ({ childPersonId }) => childPersonId,
  subject: ({ id }) => id,
  withheld: ({ careStatus }) => careStatus !== 'WITH_PARENTS',
})
@ObjectType({ description: 'A child that is watched until it has its birth certificate. A stillbirth has no watch.' })
@Entity('documentation_watch')
export class DocumentationWatch {
  @Field(() => ID, { description: 'Given when the birth was notified.' })
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Allow({ roles: WATCH_OFFICIALS, purpose: 'newborn documentation' })
  @Field(() => Int, {
    nullable: true,
    description:
      'Counts the changes of this record. Not for the family, whom it would tell when its turn for a visit came.',
  })
  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'uuid', name: 'notification_id' })
  notificationId: string;

  /** The watch that stands for it, where it was closed as a duplicate. */
  @Column({ type: 'uuid', name: 'duplicate_of', nullable: true })
  duplicateOfId: string | null;

  /** The notification of whose family the child is, where a visit found it without documents. */
  @Column({ type: 'uuid', name: 'sibling_of', nullable: true })
  siblingOfId: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the family calls the child, where a visit found it without documents and was told so.',
  })
  @Column({ type: 'text', name: 'given_name', nullable: true })
  givenName: string | null;

  @Column({ type: 'uuid', name: 'child_person', nullable: true })
  childPersonId: string | null;

  @Column({ type: 'uuid', name: 'mother_person', nullable: true })
  motherPersonId: string | null;

  @Column({ type: 'text', name: 'care_status' })
  careStatus: CareStatus;

  @Field(() => ResponsibleBodyEnum, { nullable: true, description: 'Who is sent once the term has run out.' })
  @Column({ type: 'text' })
  responsible: ResponsibleBody;

  @Column({ type: 'text', name: 'territory' })
  territoryCode: string;

  @Field(() => TerritorySourceEnum, { nullable: true, description: 'Whose territory `territory` is.' })
  @Column({ type: 'text', name: 'territory_source' })
  territorySource: TerritorySource;

  @Field(() => LegalDate, { description: 'The child’s date of birth.' })
  @Column({ type: 'date', name: 'birth_date', transformer: dateColumn })
  birthDate: Temporal.PlainDate;

  @Field({ description: 'Whether the date is only likely, as the family said at a visit.' })
  @Column({ type: 'boolean', name: 'birth_date_approximate' })
  birthDateApproximate: boolean;

  @Field(() => Instant, {
    description: 'When the child is overdue without an application: 00:00, in the legal zone, of birth date + 61 days.',
  })
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3, transformer: instantColumn })
  dueAt: Temporal.Instant;

  @Field(() => WatchStateEnum, { nullable: true, description: 'How far the child is on its way to the certificate.' })
  @Column({ type: 'text' })
  state: WatchState;

  @Field({
    description: 'Whether the term ran out without an application. Stays true when the parents apply afterwards.',
  })
  @Column({ type: 'boolean', name: 'was_overdue' })
  wasOverdue: boolean;

  @Field({
    description:
      'Whether the child was taken for overdue although the parents had applied in time: that was learnt late.',
  })
  @Column({ type: 'boolean', name: 'learnt_late' })
  learntLate: boolean;

  @Field(() => Instant, { nullable: true, description: 'When the parents applied, not when it was learnt.' })
  @Column({ type: 'timestamptz', name: 'applied_at', precision: 3, nullable: true, transformer: instantColumn })
  appliedAt: Temporal.Instant | null;

  @Field(() => Instant, { nullable: true, description: 'When the act of birth was registered.' })
  @Column({ type: 'timestamptz', name: 'registered_at', precision: 3, nullable: true, transformer: instantColumn })
  registeredAt: Temporal.Instant | null;

  @Field(() => Instant, { nullable: true, description: 'When the certificate was issued.' })
  @Column({ type: 'timestamptz', name: 'documented_at', precision: 3, nullable: true, transformer: instantColumn })
  documentedAt: Temporal.Instant | null;

  @Column({ type: 'timestamptz', name: 'waits_since', precision: 3, nullable: true, transformer: instantColumn })
  waitsSince: Temporal.Instant | null;

  @Column({ type: 'timestamptz', name: 'released_at', precision: 3, nullable: true, transformer: instantColumn })
  releasedAt: Temporal.Instant | null;

  @Column({ type: 'boolean', name: 'awaits_release', insert: false, update: false })
  awaitsRelease: boolean;

  @Column({ type: 'int', name: 'release_rank', insert: false, update: false })
  releaseRank: number;

  @Column({ type: 'int', insert: false, update: false })
  urgency: number;
}
