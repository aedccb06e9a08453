import { instantColumn } from '@kamkor/persistence';
import { Allow, Instant, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SafetyConcernState, SafetyGround, SafetyOutcome } from '../rules/obstacle/safety-concern-states.js';
import { SafetyConcernStateEnum, SafetyGroundEnum, SafetyOutcomeEnum } from './enumerations.js';

/**
 * Who may be named to protect. Nobody else learns that there is a concern: not the visitor, not the registrar, not the
 * family, not a colleague of the same role who is not named.
 */
export const PROTECTION_ROLES = ['guardianship'] as const;

const instant = (name: string) => ({ type: 'timestamptz', precision: 3, name, transformer: instantColumn }) as const;

@Directive('@key(fields: "id")')
@Allow({ roles: PROTECTION_ROLES, purpose: 'protection' })
@TrailedRead<SafetyConcern>({
  group: 'protection',
  subjectType: 'SafetyConcern',
  person: ({ childPersonId }) => childPersonId,
  subject: ({ id }) => id,
  withheld: () => true,
})
@ObjectType({
  description:
    'Somebody in a family may not be safe. For the protection workers only who are named for its territory or one above.',
})
@Entity('safety_concern')
export class SafetyConcern {
  @Field(() => ID, { description: 'Given when it was raised.' })
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Field(() => Int, { description: 'Counts the changes; every mutation of the concern takes it.' })
  @Column({ type: 'int' })
  version: number;

  @Field(() => SafetyConcernStateEnum, { nullable: true, description: 'How far it has come.' })
  @Column({ type: 'text' })
  state: SafetyConcernState;

  @Column({ type: 'uuid', name: 'child_person', nullable: true })
  childPersonId: string | null;

  @Column({ type: 'uuid', name: 'mother_person', nullable: true })
  motherPersonId: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The mother’s names as the birth was notified, where the registry does not know her.',
  })
  @Column({ type: 'text', name: 'mother_name', nullable: true })
  motherName: string | null;

  @Column({ type: 'text', name: 'territory' })
  territoryCode: string;

  @Column({ type: 'text', name: 'escalated_to', nullable: true })
  escalatedToCode: string | null;

  @Field(() => [SafetyGroundEnum], { nullable: 'items', description: 'Why.' })
  @Column({ type: 'text', array: true })
  grounds: SafetyGround[];

  @Field(() => String, { nullable: true, description: 'What the visitor wrote to protection workers.' })
  @Column({ type: 'text', nullable: true })
  note: string | null;

  @Field(() => Instant, { description: 'When it was raised.' })
  @Column(instant('raised_at'))
  raisedAt: Temporal.Instant;

  @Field(() => Instant, { nullable: true, description: 'Until when it is to be taken up; null: it is.' })
  @Column({ ...instant('due_at'), nullable: true })
  dueAt: Temporal.Instant | null;

  @Field(() => Instant, { nullable: true, description: 'Since when nobody had taken it up in time; kept afterwards.' })
  @Column({ ...instant('overdue_since'), nullable: true })
  overdueSince: Temporal.Instant | null;

  @Field(() => Instant, { nullable: true, description: 'When it was taken up; null: not yet.' })
  @Column({ ...instant('taken_up_at'), nullable: true })
  takenUpAt: Temporal.Instant | null;

  @Field(() => String, { nullable: true, description: 'The protection worker who looks after it, by their account.' })
  @Column({ type: 'text', name: 'taken_up_by', nullable: true })
  takenUpBy: string | null;

  @Field(() => Instant, { nullable: true, description: 'When it was closed; null: it is open.' })
  @Column({ ...instant('closed_at'), nullable: true })
  closedAt: Temporal.Instant | null;

  @Field(() => SafetyOutcomeEnum, { nullable: true, description: 'What became of it; null: it is open.' })
  @Column({ type: 'text', nullable: true })
  outcome: SafetyOutcome | null;

  @Column({ type: 'int', name: 'queue_rank', insert: false, update: false })
  queueRank: number;
}
