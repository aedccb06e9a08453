import { instantColumn } from '@kamkor/persistence';
import { Allow, Instant, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AssessmentOutcome } from '../rules/hard-life-situation/assessment-outcome.js';
import type { ClosingReason } from '../rules/hard-life-situation/closing-reason.js';
import type { Objection } from '../rules/hard-life-situation/objection.js';
import { READERS } from '../rules/hard-life-situation/roles.js';
import type { SituationState } from '../rules/hard-life-situation/states.js';
import {
  AssessmentOutcomeEnum,
  ClosingReasonEnum,
  ObjectionEnum,
  ObjectionOutcomeEnum,
  SituationStateEnum,
} from './enumerations.js';

/** Fields that would tell a family of findings it does not know of are resolved separately, for officials only. */
@Directive('@key(fields: "id")')
@Allow({ roles: READERS, purpose: 'social protection' })
@TrailedRead<HardLifeSituation>({
  group: 'hard-life',
  subjectType: 'HardLifeSituation',
  person: ({ foundChildId }) => foundChildId,
  subject: ({ id }) => id,
  withheld: ({ familyKnows, apartFromParents }) => !familyKnows || apartFromParents,
})
@ObjectType({
  description: 'A family with a child that a visit found in a hard life situation, and what became of it.',
})
@Entity('hard_life_situation')
export class HardLifeSituation {
  @Field(() => ID, { description: 'Opaque id of the situation.' })
  @PrimaryColumn('uuid')
  id: string;

  @Column('int')
  version: number;

  @Field(() => SituationStateEnum, { nullable: true, description: 'How far it has come.' })
  @Column('text')
  state: SituationState;

  @Column({ type: 'uuid', name: 'notification_id' })
  notificationId: string;

  @Column({ type: 'uuid', name: 'child', nullable: true })
  childId: string | null;

  @Column({ type: 'uuid', name: 'mother', nullable: true })
  motherId: string | null;

  /** The child whom the visit was about. The trail names this one, whoever it turned out to be. */
  @Column({ type: 'uuid', name: 'found_child', nullable: true })
  foundChildId: string | null;

  @Column({ type: 'boolean', name: 'apart_from_parents' })
  apartFromParents: boolean;

  @Column({ type: 'uuid', name: 'duplicate_of', nullable: true })
  duplicateOfId: string | null;

  @Column({ type: 'text', name: 'territory' })
  territoryCode: string;

  @Column({ type: 'boolean', name: 'family_knows' })
  familyKnows: boolean;

  @Column({ type: 'timestamptz', name: 'found_at', precision: 3, transformer: instantColumn })
  foundAt: Temporal.Instant;

  @Column({ type: 'timestamptz', name: 'registered_at', precision: 3, transformer: instantColumn })
  registeredAt: Temporal.Instant;

  @Column({ type: 'timestamptz', name: 'due_at', precision: 3, nullable: true, transformer: instantColumn })
  dueAt: Temporal.Instant | null;

  @Column({
    type: 'timestamptz',
    name: 'assessment_overdue_since',
    precision: 3,
    nullable: true,
    transformer: instantColumn,
  })
  assessmentOverdueSince: Temporal.Instant | null;

  @Field(() => Instant, { nullable: true, description: 'When a specialist assessed it; null if nobody has.' })
  @Column({ type: 'timestamptz', name: 'assessed_at', precision: 3, nullable: true, transformer: instantColumn })
  assessedAt: Temporal.Instant | null;

  @Field(() => AssessmentOutcomeEnum, {
    nullable: true,
    description: 'What the specialist decided; null if nothing has been decided.',
  })
  @Column({ type: 'text', nullable: true })
  assessment: AssessmentOutcome | null;

  @Field(() => Instant, { nullable: true, description: 'When it was closed; null while it is open.' })
  @Column({ type: 'timestamptz', name: 'closed_at', precision: 3, nullable: true, transformer: instantColumn })
  closedAt: Temporal.Instant | null;

  @Field(() => ClosingReasonEnum, { nullable: true, description: 'Why it was closed; null while it is open.' })
  @Column({ type: 'text', name: 'closing_reason', nullable: true })
  closingReason: ClosingReason | null;

  @Column({ type: 'timestamptz', name: 'review_due_at', precision: 3, nullable: true, transformer: instantColumn })
  reviewDueAt: Temporal.Instant | null;

  @Column({
    type: 'timestamptz',
    name: 'review_overdue_since',
    precision: 3,
    nullable: true,
    transformer: instantColumn,
  })
  reviewOverdueSince: Temporal.Instant | null;

  @Field(() => Instant, { nullable: true, description: 'When somebody last looked again; null if nobody has.' })
  @Column({ type: 'timestamptz', name: 'reviewed_at', precision: 3, nullable: true, transformer: instantColumn })
  reviewedAt: Temporal.Instant | null;

  @Field(() => ObjectionEnum, { nullable: true, description: 'Why the family last objected; null if it never has.' })
  @Column({ type: 'text', nullable: true })
  objection: Objection | null;

  @Field(() => Instant, { nullable: true, description: 'When the family last objected; null if it never has.' })
  @Column({ type: 'timestamptz', name: 'objected_at', precision: 3, nullable: true, transformer: instantColumn })
  objectedAt: Temporal.Instant | null;

  @Column({ type: 'timestamptz', name: 'objection_due_at', precision: 3, nullable: true, transformer: instantColumn })
  objectionDueAt: Temporal.Instant | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'Since when the answer was overdue. It stays after the answer is given.',
  })
  @Column({
    type: 'timestamptz',
    name: 'objection_overdue_since',
    precision: 3,
    nullable: true,
    transformer: instantColumn,
  })
  objectionOverdueSince: Temporal.Instant | null;

  @Field(() => ObjectionOutcomeEnum, {
    nullable: true,
    description: 'How the last objection was answered; null if it has not been.',
  })
  @Column({ type: 'text', name: 'objection_outcome', nullable: true })
  objectionOutcome: 'UPHELD' | 'REJECTED' | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'When the last objection was answered; null if it has not been.',
  })
  @Column({
    type: 'timestamptz',
    name: 'objection_decided_at',
    precision: 3,
    nullable: true,
    transformer: instantColumn,
  })
  objectionDecidedAt: Temporal.Instant | null;

  /** The family has objected and is waiting for an answer. */
  get objectionPending(): boolean {
    return this.objectedAt !== null && this.objectionDecidedAt === null;
  }

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
