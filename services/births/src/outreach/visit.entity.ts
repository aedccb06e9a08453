import { instantColumn } from '@kamkor/persistence';
import { Allow, Instant, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ResponsibleBody } from '../rules/care-status.js';
import type {
  HardLifeCircumstance,
  MetWith,
  NoCertificateReason,
  Obstacle,
  VisitOutcome,
} from '../rules/outreach/visit.js';
import {
  HardLifeCircumstanceEnum,
  MetWithEnum,
  NoCertificateReasonEnum,
  ObstacleEnum,
  VisitOutcomeEnum,
} from './enumerations.js';
import { OUTREACH_ROLES } from './task.entity.js';

@Directive('@key(fields: "id")')
@Allow({ roles: OUTREACH_ROLES, purpose: 'outreach' })
@TrailedRead<OutreachVisit>({
  group: 'outreach',
  subjectType: 'OutreachVisit',
  person: ({ childPersonId }) => childPersonId,
  subject: ({ id }) => id,
  withheld: ({ responsible, familyKnows }) => responsible === 'GUARDIANSHIP' || familyKnows === false,
})
@ObjectType({
  description:
    'One visit to the family of an overdue child, as the visitor recorded it. Never changed. Seen by the unit whose task it belongs to, and by its visitor.',
})
@Entity('outreach_visit')
export class OutreachVisit {
  @Field(() => ID, { description: 'Given when the visit was recorded.' })
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'task_id' })
  taskId: string;

  @Column({ type: 'uuid', name: 'child_person', nullable: true })
  childPersonId: string | null;

  @Column({ type: 'text' })
  responsible: ResponsibleBody;

  @Field(() => Instant, { description: 'When the visit took place.' })
  @Column({ type: 'timestamptz', name: 'visited_at', precision: 3, transformer: instantColumn })
  visitedAt: Temporal.Instant;

  @Field(() => Instant, { description: 'When it was recorded, which may be days later where there is no network.' })
  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3, transformer: instantColumn })
  recordedAt: Temporal.Instant;

  @Field(() => VisitOutcomeEnum, { nullable: true, description: 'What came of it.' })
  @Column({ type: 'text' })
  outcome: VisitOutcome;

  @Field(() => [MetWithEnum], { nullable: 'items', description: 'Who was met.' })
  @Column({ type: 'text', array: true, name: 'met_with' })
  metWith: MetWith[];

  @Field(() => [NoCertificateReasonEnum], {
    nullable: 'items',
    description: 'Why there is no certificate yet, as the family says.',
  })
  @Column({ type: 'text', array: true })
  reasons: NoCertificateReason[];

  @Field(() => [ObstacleEnum], { nullable: 'items', description: 'What stands between the child and its certificate.' })
  @Column({ type: 'text', array: true })
  obstacles: Obstacle[];

  @Field(() => [HardLifeCircumstanceEnum], {
    nullable: 'items',
    description: 'What makes the family’s life hard; empty unless HARD_LIFE_SITUATION.',
  })
  @Column({ type: 'text', array: true })
  circumstances: HardLifeCircumstance[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the family knows that its hard life situation is registered; null where there is none.',
  })
  @Column({ type: 'boolean', name: 'family_knows', nullable: true })
  familyKnows: boolean | null;
}
