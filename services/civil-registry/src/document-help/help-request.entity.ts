import { instantColumn } from '@kamkor/persistence';
import { Allow, Instant, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DocumentHelpState, NotPossibleReason } from '../rules/document-help/states.js';
import { DocumentHelpStates, HelpedParent, NotPossibleReasons } from './enumerations.js';

/** Guardianship sees the requests about children who are not with their mother, and visitors the others. */
export const DOCUMENT_HELP_READERS = ['registrar', 'social-worker', 'social-supervisor', 'guardianship'] as const;
export const DOCUMENT_HELPERS = ['registrar'] as const;

const instant = (name: string) => ({ type: 'timestamptz', precision: 3, name, transformer: instantColumn }) as const;

@Entity('document_help_request')
@ObjectType({ description: 'A parent lacks a document, which a visit found: the registry helps to get it.' })
@Directive('@key(fields: "id")')
@Allow({ roles: DOCUMENT_HELP_READERS, purpose: 'document help' })
@TrailedRead<DocumentHelpRequest>({
  group: 'documents',
  subjectType: 'DocumentHelpRequest',
  person: ({ parentPersonId }) => parentPersonId,
  subject: ({ id }) => id,
  withheld: ({ withheld }) => withheld,
})
export class DocumentHelpRequest {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Opaque id of the request.' })
  id: string;

  @Column('int')
  @Field(() => Int, { description: 'Counts the changes; every mutation of the request takes it.' })
  version: number;

  @Column('text')
  @Field(() => DocumentHelpStates, { description: 'How far the help has come.' })
  state: DocumentHelpState;

  @Column({ type: 'uuid', name: 'notification_id' })
  notificationId: string;

  @Column({ type: 'uuid', name: 'child', nullable: true })
  childId: string | null;

  @Column('text')
  @Field(() => HelpedParent, { description: 'Who lacks the document.' })
  parent: HelpedParent;

  @Column({ type: 'uuid', name: 'parent_person', nullable: true })
  parentPersonId: string | null;

  @Column('text')
  @Field({ description: 'What is lacking: a code of the list `parentDocument`, such as `PASSPORT`.' })
  document: string;

  @Column({ type: 'text', name: 'territory' })
  territoryCode: string;

  @Column('boolean')
  withheld: boolean;

  @Column(instant('found_at'))
  @Field(() => Instant, { description: 'When the visit was.' })
  foundAt: Temporal.Instant;

  @Column(instant('opened_at'))
  @Field(() => Instant, { description: 'When the registry learnt of it; the term counts from then.' })
  openedAt: Temporal.Instant;

  @Column({ ...instant('due_at'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'Until when the help is due; null: it has ended.' })
  dueAt: Temporal.Instant | null;

  @Column({ ...instant('overdue_since'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'Since when it was overdue; kept after it has ended.' })
  overdueSince: Temporal.Instant | null;

  @Column({ ...instant('begun_at'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When a registrar began to help; null: not yet.' })
  begunAt: Temporal.Instant | null;

  @Column({ type: 'text', name: 'begun_by', nullable: true })
  begunBy: string | null;

  @Column({ ...instant('ended_at'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it ended; null: it has not.' })
  endedAt: Temporal.Instant | null;

  @Column({ type: 'text', name: 'not_possible_reason', nullable: true })
  @Field(() => NotPossibleReasons, { nullable: true, description: 'Why the document could not be got.' })
  notPossibleReason: NotPossibleReason | null;

  @Column({ type: 'int', name: 'queue_rank', select: false, insert: false, update: false })
  queueRank: number;

  @Column({ ...instant('queue_at'), select: false, insert: false, update: false })
  queueAt: Temporal.Instant;
}
