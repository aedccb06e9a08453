import { instantColumn } from '@kamkor/persistence';
import { Allow, Instant, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DuplicateReason } from '../rules/duplicate/score.js';
import type { DuplicateState } from '../rules/duplicate/states.js';
import { DuplicateReasonEnum, DuplicateStateEnum } from './enumerations.js';

export const DUPLICATE_ROLES = ['registrar'] as const;

@Directive('@key(fields: "id")')
@Allow({ roles: DUPLICATE_ROLES, purpose: 'newborn documentation' })
@TrailedRead<DuplicateCandidate>({
  group: 'duplicate',
  subjectType: 'DuplicateCandidate',
  // Whose records the two are stands in the trail with each of them, where it is read.
  person: () => null,
  subject: ({ id }) => id,
})
@ObjectType({
  description:
    'Two notified births that could be one child. Seen by registrars of the territory of either, decided by who is responsible for both.',
})
@Entity('duplicate_candidate')
export class DuplicateCandidate {
  @Field(() => ID, { description: 'Given when the pair was found.' })
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Field(() => Int, { description: 'Counts the changes of this record; to be sent with a decision.' })
  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'uuid', name: 'one' })
  oneId: string;

  @Column({ type: 'uuid', name: 'other' })
  otherId: string;

  @Column({ type: 'text', name: 'territory_one' })
  territoryOne: string;

  @Column({ type: 'text', name: 'territory_other' })
  territoryOther: string;

  @Field(() => Int, { description: 'How much speaks for one child, of 100. A pair is shown from 50 on.' })
  @Column({ type: 'int' })
  score: number;

  @Field(() => [DuplicateReasonEnum], { nullable: 'items', description: 'What the score is made of.' })
  @Column({ type: 'text', array: true })
  reasons: DuplicateReason[];

  @Field(() => DuplicateStateEnum, { nullable: true, description: 'What was decided.' })
  @Column({ type: 'text' })
  state: DuplicateState;

  @Field(() => Instant, { description: 'When the pair was found.' })
  @Column({ type: 'timestamptz', name: 'found_at', precision: 3, transformer: instantColumn })
  foundAt: Temporal.Instant;

  @Column({ type: 'uuid', nullable: true, name: 'kept' })
  keptId: string | null;

  @Field(() => Instant, { nullable: true, description: 'When it was decided; null while it is open.' })
  @Column({ type: 'timestamptz', name: 'decided_at', precision: 3, nullable: true, transformer: instantColumn })
  decidedAt: Temporal.Instant | null;

  @Field(() => String, { nullable: true, description: 'Who decided; null while it is open.' })
  @Column({ type: 'text', name: 'decided_by', nullable: true })
  decidedBy: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was decided so; null while it is open.' })
  @Column({ type: 'text', nullable: true })
  grounds: string | null;

  @Field(() => Instant, { nullable: true, description: 'When a decision was last taken back.' })
  @Column({ type: 'timestamptz', name: 'undone_at', precision: 3, nullable: true, transformer: instantColumn })
  undoneAt: Temporal.Instant | null;

  @Field(() => String, { nullable: true, description: 'Who last took a decision back.' })
  @Column({ type: 'text', name: 'undone_by', nullable: true })
  undoneBy: string | null;

  @Field(() => String, { nullable: true, description: 'Why a decision was last taken back.' })
  @Column({ type: 'text', name: 'undo_reason', nullable: true })
  undoReason: string | null;

  @Column({ type: 'uuid', name: 'settled_kept', nullable: true })
  settledKeptId: string | null;

  /** One of the two is closed as the duplicate of another one, which is held against the other in its place. */
  @Column({ type: 'boolean', insert: false, update: false })
  superseded: boolean;

  @Column({ type: 'int', insert: false, update: false })
  urgency: number;
}
