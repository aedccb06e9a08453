import { dateColumn, instantColumn } from '@kamkor/persistence';
import { Allow, Instant, LegalDate } from '@kamkor/subgraph';
import { Directive, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const BACKLOG_ROLES = ['social-worker', 'social-supervisor'] as const;

@Directive('@key(fields: "id")')
@Allow({ roles: BACKLOG_ROLES, purpose: 'outreach' })
@ObjectType({
  description:
    'The going live of a territory with everything below it. Children whose term had ended before are its backlog: they are overdue, and wait for their task until the daily quota comes to them, youngest first. Children apart from their parents and siblings found at a visit never wait.',
})
@Entity('territory_start')
export class TerritoryStart {
  @Field(() => ID, { description: 'Given when the start was recorded.' })
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Field(() => Int, {
    description: 'Counts the changes that people make; to be sent with each of them. Releases do not count.',
  })
  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'text', name: 'territory' })
  territoryCode: string;

  @Field(() => LegalDate, { description: 'The first day on which the territory is live.' })
  @Column({ type: 'date', name: 'starts_on', transformer: dateColumn })
  startsOn: Temporal.PlainDate;

  @Column({ type: 'timestamptz', name: 'starts_at', precision: 3, transformer: instantColumn })
  startsAt: Temporal.Instant;

  @Field(() => Int, { description: 'How many workers visit families here.' })
  @Column({ type: 'int' })
  workers: number;

  @Column({ type: 'int', name: 'children_per_worker', nullable: true })
  childrenPerWorker: number | null;

  @Column({ type: 'timestamptz', name: 'next_release_at', precision: 3, transformer: instantColumn })
  nextReleaseAt: Temporal.Instant;

  @Field(() => Instant, { description: 'When the start was recorded.' })
  @Column({ type: 'timestamptz', name: 'declared_at', precision: 3, transformer: instantColumn })
  declaredAt: Temporal.Instant;

  @Field(() => Instant, { nullable: true, description: 'When the plan was taken back; null where it stands.' })
  @Column({ type: 'timestamptz', name: 'withdrawn_at', precision: 3, nullable: true, transformer: instantColumn })
  withdrawnAt: Temporal.Instant | null;
}
