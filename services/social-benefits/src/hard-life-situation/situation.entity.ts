import { instantColumn } from '@kamkor/persistence';
import { Allow, Instant, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { READERS } from '../rules/hard-life-situation/roles.js';
import type { Objection, SituationState } from '../rules/hard-life-situation/states.js';
import { AssessmentOutcome, ClosingReason, ObjectionOutcome, Objections, SituationStates } from './enumerations.js';

const instant = (name: string) => ({ type: 'timestamptz', precision: 3, name, transformer: instantColumn }) as const;

/** Fields that would tell a family of findings that it does not know of are resolved apart, for officials only. */
@Entity('hard_life_situation')
@ObjectType({ description: 'A family with a child that was found in a hard life situation, and what became of it.' })
@Directive('@key(fields: "id")')
@Allow({ roles: READERS, purpose: 'social protection' })
@TrailedRead<HardLifeSituation>({
  group: 'hard-life',
  subjectType: 'HardLifeSituation',
  person: ({ foundChildId }) => foundChildId,
  subject: ({ id }) => id,
  withheld: ({ familyKnows, apartFromParents }) => !familyKnows || apartFromParents,
})
export class HardLifeSituation {
  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Opaque id of the situation.' })
  id: string;

  @Column('int')
  version: number;

  @Column('text')
  @Field(() => SituationStates, { description: 'How far it has come.' })
  state: SituationState;

  @Column({ type: 'uuid', name: 'notification_id' })
  notificationId: string;

  @Column({ type: 'uuid', name: 'child', nullable: true })
  childId: string | null;

  @Column({ type: 'uuid', name: 'mother', nullable: true })
  motherId: string | null;

  /** Whom the visit was about. The trail names this one, whoever it turned out to be. */
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

  @Column(instant('found_at'))
  foundAt: Temporal.Instant;

  @Column(instant('registered_at'))
  registeredAt: Temporal.Instant;

  @Column({ ...instant('due_at'), nullable: true })
  dueAt: Temporal.Instant | null;

  @Column({ ...instant('assessment_overdue_since'), nullable: true })
  assessmentOverdueSince: Temporal.Instant | null;

  @Column({ ...instant('assessed_at'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When a specialist assessed it; null: not yet.' })
  assessedAt: Temporal.Instant | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => AssessmentOutcome, { nullable: true, description: 'What the specialist decided; null: nothing yet.' })
  assessment: AssessmentOutcome | null;

  @Column({ ...instant('closed_at'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was closed; null: it is open.' })
  closedAt: Temporal.Instant | null;

  @Column({ type: 'text', name: 'closing_reason', nullable: true })
  @Field(() => ClosingReason, { nullable: true, description: 'Why it was closed; null: it is open.' })
  closingReason: ClosingReason | null;

  @Column({ ...instant('review_due_at'), nullable: true })
  reviewDueAt: Temporal.Instant | null;

  @Column({ ...instant('review_overdue_since'), nullable: true })
  reviewOverdueSince: Temporal.Instant | null;

  @Column({ ...instant('reviewed_at'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When somebody last looked again; null: not yet.' })
  reviewedAt: Temporal.Instant | null;

  @Column({ type: 'text', nullable: true })
  @Field(() => Objections, { nullable: true, description: 'Why the family objected, the last time; null: never.' })
  objection: Objection | null;

  @Column({ ...instant('objected_at'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the family objected, the last time; null: never.' })
  objectedAt: Temporal.Instant | null;

  @Column({ ...instant('objection_due_at'), nullable: true })
  objectionDueAt: Temporal.Instant | null;

  @Column({ ...instant('objection_overdue_since'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'Since when the answer was overdue; kept after it is given.' })
  objectionOverdueSince: Temporal.Instant | null;

  @Column({ type: 'text', name: 'objection_outcome', nullable: true })
  @Field(() => ObjectionOutcome, { nullable: true, description: 'How the last objection was answered; null: not yet.' })
  objectionOutcome: 'UPHELD' | 'REJECTED' | null;

  @Column({ ...instant('objection_decided_at'), nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the last objection was answered; null: not yet.' })
  objectionDecidedAt: Temporal.Instant | null;

  /** The family has objected and waits for an answer. */
  get objectionPending(): boolean {
    return this.objectedAt !== null && this.objectionDecidedAt === null;
  }

  @Column({ type: 'int', name: 'queue_rank', select: false, insert: false, update: false })
  queueRank: number;

  @Column({ ...instant('queue_at'), select: false, insert: false, update: false })
  queueAt: Temporal.Instant;
}
