import { instantColumn } from '@kamkor/persistence';
import { Allow, Instant, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DeclineReasonEnum, HandoverStateEnum } from '../outreach/enumerations.js';
import { OUTREACH_ROLES } from '../outreach/task.entity.js';
import type { ResponsibleBody } from '../rules/care-status.js';
import type { DeclineReason, HandoverState } from '../rules/handover/states.js';

@Directive('@key(fields: "id")')
@Allow({ roles: OUTREACH_ROLES, purpose: 'outreach' })
@TrailedRead<OutreachHandover>({
  group: 'outreach',
  subjectType: 'OutreachHandover',
  person: ({ childPersonId }) => childPersonId,
  subject: ({ id }) => id,
  withheld: ({ responsible }) => responsible === 'GUARDIANSHIP',
})
@ObjectType({
  description:
    'An offer to another unit to take an outreach task over. Until it accepts, the task stays where it is and every deadline runs on. Seen by both units.',
})
@Entity('outreach_handover')
export class OutreachHandover {
  @Field(() => ID, { description: 'Given when it was offered.' })
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Field(() => Int, { description: 'Counts the changes of this record; to be sent when it is answered.' })
  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'uuid', name: 'task_id' })
  taskId: string;

  @Column({ type: 'uuid', name: 'child_person', nullable: true })
  childPersonId: string | null;

  @Column({ type: 'text', name: 'from_territory' })
  fromCode: string;

  @Column({ type: 'text', name: 'to_territory' })
  toCode: string;

  @Column({ type: 'text' })
  responsible: ResponsibleBody;

  @Field(() => HandoverStateEnum, { nullable: true, description: 'What became of it.' })
  @Column({ type: 'text' })
  state: HandoverState;

  @Field(() => Instant, { description: 'When it was offered.' })
  @Column({ type: 'timestamptz', name: 'offered_at', precision: 3, transformer: instantColumn })
  offeredAt: Temporal.Instant;

  @Field(() => Instant, { description: 'Until when the other unit is to answer.' })
  @Column({ type: 'timestamptz', name: 'due_at', precision: 3, transformer: instantColumn })
  dueAt: Temporal.Instant;

  @Field(() => Instant, {
    nullable: true,
    description: 'Since when the answer was overdue; kept afterwards. Null: it was not.',
  })
  @Column({ type: 'timestamptz', name: 'overdue_since', precision: 3, nullable: true, transformer: instantColumn })
  overdueSince: Temporal.Instant | null;

  @Field(() => Instant, { nullable: true, description: 'When the other unit answered.' })
  @Column({ type: 'timestamptz', name: 'decided_at', precision: 3, nullable: true, transformer: instantColumn })
  decidedAt: Temporal.Instant | null;

  @Field(() => Instant, { nullable: true, description: 'When it was taken back or fell away; null unless it was.' })
  @Column({ type: 'timestamptz', name: 'withdrawn_at', precision: 3, nullable: true, transformer: instantColumn })
  withdrawnAt: Temporal.Instant | null;

  @Field(() => DeclineReasonEnum, { nullable: true, description: 'Why it was declined; null unless it was.' })
  @Column({ type: 'text', name: 'decline_reason', nullable: true })
  declineReason: DeclineReason | null;
}
