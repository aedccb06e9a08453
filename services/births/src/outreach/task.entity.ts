import { instantColumn } from '@kamkor/persistence';
import { Allow, Instant, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ResponsibleBodyEnum } from '../documentation/enumerations.js';
import type { ResponsibleBody } from '../rules/care-status.js';
import type { ReviewConclusion } from '../rules/outreach/review.js';
import type { TaskClosing, TaskState } from '../rules/outreach/task-states.js';
import { ReviewConclusionEnum, TaskClosingEnum, TaskStateEnum } from './enumerations.js';

export const OUTREACH_ROLES = ['social-worker', 'social-supervisor', 'guardianship'] as const;

@Directive('@key(fields: "id")')
@Allow({ roles: OUTREACH_ROLES, purpose: 'outreach' })
@TrailedRead<OutreachTask>({
  group: 'outreach',
  subjectType: 'OutreachTask',
  person: ({ childPersonId }) => childPersonId,
  subject: ({ id }) => id,
  withheld: ({ responsible }) => responsible === 'GUARDIANSHIP',
})
@ObjectType({
  description:
    'The family of an overdue child is to be visited, again and again, until the child has its certificate. Seen by the body that visits and by nobody else.',
})
@Entity('outreach_task')
export class OutreachTask {
  @Field(() => ID, { description: 'Given when the child became overdue, or its turn in the backlog came.' })
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Field(() => Int, { description: 'Counts the changes of this record; to be sent with each mutation on it.' })
  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'uuid', name: 'watch_id' })
  watchId: string;

  @Column({ type: 'uuid', name: 'notification_id' })
  notificationId: string;

  @Column({ type: 'uuid', name: 'child_person', nullable: true })
  childPersonId: string | null;

  @Column({ type: 'text', name: 'territory' })
  territoryCode: string;

  @Field(() => ResponsibleBodyEnum, { nullable: true, description: 'Whose task it is.' })
  @Column({ type: 'text' })
  responsible: ResponsibleBody;

  @Field(() => TaskStateEnum, { nullable: true, description: 'Whether anybody still has to visit the family.' })
  @Column({ type: 'text' })
  state: TaskState;

  @Field(() => Instant, { description: 'When the task was opened.' })
  @Column({ type: 'timestamptz', name: 'opened_at', precision: 3, transformer: instantColumn })
  openedAt: Temporal.Instant;

  @Field(() => Instant, {
    description: 'When something is next due: the first visit, then each reminder. Lists are in this order.',
  })
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3, transformer: instantColumn })
  dueAt: Temporal.Instant;

  @Field(() => Instant, { description: 'Until when the family is to be visited for the first time.' })
  @Column({ type: 'timestamptz', name: 'first_visit_due_at', precision: 3, transformer: instantColumn })
  firstVisitDueAt: Temporal.Instant;

  @Field({ description: 'Whether nobody had visited by then.' })
  @Column({ type: 'boolean', name: 'first_visit_missed' })
  firstVisitMissed: boolean;

  @Column({ type: 'timestamptz', name: 'reminder_due_at', precision: 3, nullable: true, transformer: instantColumn })
  reminderDueAt: Temporal.Instant | null;

  @Field(() => Int, { description: 'How often the unit was reminded.' })
  @Column({ type: 'int' })
  reminders: number;

  @Field(() => Instant, { nullable: true, description: 'When the unit was last reminded.' })
  @Column({ type: 'timestamptz', name: 'last_reminded_at', precision: 3, nullable: true, transformer: instantColumn })
  lastRemindedAt: Temporal.Instant | null;

  @Field(() => Int, { description: 'How many visits were recorded, without those from before the child was overdue.' })
  @Column({ type: 'int', name: 'visits' })
  visitCount: number;

  @Field(() => String, {
    nullable: true,
    description: 'Who visits, by the subject of the worker’s token; null while nobody does.',
  })
  @Column({ type: 'text', name: 'assigned_to', nullable: true })
  assignedTo: string | null;

  @Field(() => Instant, { nullable: true, description: 'Since when.' })
  @Column({ type: 'timestamptz', name: 'assigned_at', precision: 3, nullable: true, transformer: instantColumn })
  assignedAt: Temporal.Instant | null;

  @Field(() => Instant, { nullable: true, description: 'Until when the family is to be visited again.' })
  @Column({ type: 'timestamptz', name: 'next_visit_due_at', precision: 3, nullable: true, transformer: instantColumn })
  nextVisitDueAt: Temporal.Instant | null;

  @Field(() => Instant, {
    nullable: true,
    description: 'Since when a visit is missed, which is the supervisor’s business; null again with the next visit.',
  })
  @Column({ type: 'timestamptz', name: 'escalated_at', precision: 3, nullable: true, transformer: instantColumn })
  escalatedAt: Temporal.Instant | null;

  @Field(() => Int, { description: 'How often a visit was missed.' })
  @Column({ type: 'int' })
  escalations: number;

  @Field(() => Instant, {
    nullable: true,
    description: 'When the supervisor reviews, or was to review, what was done for the child. Visits do not move it.',
  })
  @Column({ type: 'timestamptz', name: 'review_due_at', precision: 3, nullable: true, transformer: instantColumn })
  reviewDueAt: Temporal.Instant | null;

  @Field(() => Instant, { nullable: true, description: 'Since when a review is awaited; null where none is.' })
  @Column({ type: 'timestamptz', name: 'review_noticed_at', precision: 3, nullable: true, transformer: instantColumn })
  reviewNoticedAt: Temporal.Instant | null;

  @Field(() => Instant, { nullable: true, description: 'When it was last reviewed.' })
  @Column({ type: 'timestamptz', name: 'reviewed_at', precision: 3, nullable: true, transformer: instantColumn })
  reviewedAt: Temporal.Instant | null;

  @Field(() => ReviewConclusionEnum, { nullable: true, description: 'What the last review concluded.' })
  @Column({ type: 'text', name: 'review_conclusion', nullable: true })
  reviewConclusion: ReviewConclusion | null;

  @Field(() => TaskClosingEnum, { nullable: true, description: 'Why it is over; null while it is open.' })
  @Column({ type: 'text', nullable: true })
  closing: TaskClosing | null;

  @Field(() => Instant, { nullable: true, description: 'When it ended.' })
  @Column({ type: 'timestamptz', name: 'closed_at', precision: 3, nullable: true, transformer: instantColumn })
  closedAt: Temporal.Instant | null;

  @Column({ type: 'int', insert: false, update: false })
  urgency: number;
}
