import { instantColumn } from '@kamkor/persistence';
import { Allow, Instant } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NamingState, WithdrawalReason } from '../rules/protection/naming-states.js';
import { NamingStateEnum, WithdrawalReasonEnum } from './enumerations.js';

/** Who names protection workers, and who may be one and sees the own naming. */
export const NAMING_ROLES = ['guardianship', 'admin'] as const;

@Directive('@key(fields: "id")')
@Allow({ roles: NAMING_ROLES, purpose: 'protection' })
@ObjectType({
  description:
    'Somebody of guardianship who is named to see and follow safety concerns in a territory and everything below it. Without a naming the role shows none. Seen by who names and by who is named.',
})
@Entity('protection_worker')
export class ProtectionWorker {
  @Field(() => ID, { description: 'Given when the worker was named.' })
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Field(() => Int, { description: 'Counts the changes of this record; to be sent when it is withdrawn.' })
  @Column({ type: 'int' })
  version: number;

  @Field(() => NamingStateEnum, { nullable: true, description: 'Whether it holds.' })
  @Column({ type: 'text' })
  state: NamingState;

  @Field({ name: 'worker', description: 'The subject of the worker’s token.' })
  @Column({ type: 'text' })
  subject: string;

  @Column({ type: 'text', name: 'territory' })
  territoryCode: string;

  @Field(() => Instant, { description: 'Since when.' })
  @Column({ type: 'timestamptz', name: 'named_at', precision: 3, transformer: instantColumn })
  namedAt: Temporal.Instant;

  @Field({ description: 'Who named the worker, by their account.' })
  @Column({ type: 'text', name: 'named_by' })
  namedBy: string;

  @Field(() => Instant, { nullable: true, description: 'Until when; null while it holds.' })
  @Column({ type: 'timestamptz', name: 'withdrawn_at', precision: 3, nullable: true, transformer: instantColumn })
  withdrawnAt: Temporal.Instant | null;

  @Field(() => WithdrawalReasonEnum, { nullable: true, description: 'Why it was withdrawn; null while it holds.' })
  @Column({ type: 'text', nullable: true })
  reason: WithdrawalReason | null;
}
