import { instantColumn } from '@kamkor/persistence';
import { Instant, TrailedRead } from '@kamkor/subgraph';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TaskState } from '../rules/outreach/task-states.js';
import type { NoCertificateReason } from '../rules/outreach/visit.js';
import { NoCertificateReasonEnum, TaskStateEnum } from './enumerations.js';

export const SUMMARY_ROLES = ['registrar'] as const;

/** Apart from the task, so that nothing that is added to a task is a registrar's by that alone. Rows of a view. */
@TrailedRead<OutreachSummary>({
  group: 'outreach-summary',
  subjectType: 'OutreachTask',
  person: ({ childPersonId }) => childPersonId,
  subject: ({ id }) => id,
})
@ObjectType({
  description:
    'What a registrar is to know of the task of visiting the family of an overdue child: that it stands, and which reason the registry can do something about.',
})
@Entity('outreach_summary')
export class OutreachSummary {
  @Field(() => ID, { description: 'The task, by which registry and social unit can speak of it.' })
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'watch_id' })
  watchId: string;

  @Column({ type: 'uuid', name: 'child_person', nullable: true })
  childPersonId: string | null;

  @Field(() => TaskStateEnum, { nullable: true, description: 'Whether anybody still has to visit the family.' })
  @Column({ type: 'text' })
  state: TaskState;

  @Field(() => Instant, { description: 'When the task was opened.' })
  @Column({ type: 'timestamptz', name: 'opened_at', precision: 3, transformer: instantColumn })
  openedAt: Temporal.Instant;

  @Field(() => Instant, {
    nullable: true,
    description: 'When something is next due: the first visit, then each reminder. Null once the task is over.',
  })
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3, nullable: true, transformer: instantColumn })
  dueAt: Temporal.Instant | null;

  @Field(() => Int, { description: 'How many visits the social unit recorded.' })
  @Column({ type: 'int', name: 'visits' })
  visitCount: number;

  @Field(() => [NoCertificateReasonEnum], {
    nullable: 'items',
    description:
      'Why there is no certificate yet, as the family said at all of the visits, each reason once and the last said first; empty until a visit tells.',
  })
  @Column({ type: 'text', array: true })
  reasons: NoCertificateReason[];
}
