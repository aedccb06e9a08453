import { instantColumn } from '@kamkor/persistence';
import { Allow, Instant, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HelpedParent } from '../rules/document-help/helped-parent.js';
import type { DocumentHelpState, NotPossibleReason } from '../rules/document-help/states.js';
import { DocumentHelpStateEnum, HelpedParentEnum, NotPossibleReasonEnum } from './enumerations.js';

/**
 * Guardianship sees the requests about children who are not with their mother; those who visit families see the others.
 */
export const DOCUMENT_HELP_READERS = ['registrar', 'social-worker', 'social-supervisor', 'guardianship'] as const;
export const DOCUMENT_HELPERS = ['registrar'] as const;

@Directive('@key(fields: "id")')
@Allow({ roles: DOCUMENT_HELP_READERS, purpose: 'document help' })
@TrailedRead<DocumentHelpRequest>({
  group: 'documents',
  subjectType: 'DocumentHelpRequest',
  person: ({ parentPersonId }) => parentPersonId,
  subject: ({ id }) => id,
  withheld: ({ withheld }) => withheld,
})
@ObjectType({ description: 'A visit found that a parent lacks a document; the registry helps to get it.' })
@Entity('document_help_request')
export class DocumentHelpRequest {
  @Field(() => ID, { description: 'Opaque id of the request.' })
  @PrimaryColumn('uuid')
  id: string;

  @Field(() => Int, { description: 'Counts the changes of the request. Every mutation of the request takes it.' })
  @Column('int')
  version: number;

  @Field(() => DocumentHelpStateEnum, { nullable: true, description: 'How far the help has come.' })
  @Column('text')
  state: DocumentHelpState;

  @Column({ type: 'uuid', name: 'notification_id' })
  notificationId: string;

  @Column({ type: 'uuid', name: 'child', nullable: true })
  childId: string | null;

  @Field(() => HelpedParentEnum, { nullable: true, description: 'Who lacks the document.' })
  @Column('text')
  parent: HelpedParent;

  @Column({ type: 'uuid', name: 'parent_person', nullable: true })
  parentPersonId: string | null;

  @Field({ description: 'The document that is lacking: a code of the list `parentDocument`, such as `PASSPORT`.' })
  @Column('text')
  document: string;

  @Column({ type: 'text', name: 'territory' })
  territoryCode: string;

  @Column('boolean')
  withheld: boolean;

  @Field(() => Instant, { description: 'When the visit took place.' })
  @Column({ type: 'timestamptz', name: 'found_at', precision: 3, transformer: instantColumn })
  foundAt: Temporal.Instant;

  @Field(() => Instant, { description: 'When the registry learnt of it, from which the term is counted.' })
  @Column({ type: 'timestamptz', name: 'opened_at', precision: 3, transformer: instantColumn })
  openedAt: Temporal.Instant;

  @Field(() => Instant, { nullable: true, description: 'When the help is due; null if it has ended.' })
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3, nullable: true, transformer: instantColumn })
  dueAt: Temporal.Instant | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'Since when the help was overdue. It stays after the help has ended.',
  })
  @Column({ type: 'timestamptz', name: 'overdue_since', precision: 3, nullable: true, transformer: instantColumn })
  overdueSince: Temporal.Instant | null;

  @Field(() => Instant, { nullable: true, description: 'When a registrar began to help; null if nobody has.' })
  @Column({ type: 'timestamptz', name: 'begun_at', precision: 3, nullable: true, transformer: instantColumn })
  begunAt: Temporal.Instant | null;

  @Column({ type: 'text', name: 'begun_by', nullable: true })
  begunBy: string | null;

  @Field(() => Instant, { nullable: true, description: 'When the help ended; null if it has not.' })
  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true, transformer: instantColumn })
  endedAt: Temporal.Instant | null;

  @Field(() => NotPossibleReasonEnum, { nullable: true, description: 'Why the document could not be obtained.' })
  @Column({ type: 'text', name: 'not_possible_reason', nullable: true })
  notPossibleReason: NotPossibleReason | null;

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
