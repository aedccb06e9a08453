import { dateColumn, instantColumn } from '@kamkor/persistence';
import { Allow, Instant, LegalDate, TrailedRead } from '@kamkor/subgraph';
import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CareStatusEnum } from '../notification/enumerations.js';
import type { CareStatus } from '../rules/care-status.js';

export const STATING_ROLES = [
  'hospital',
  'health-exchange',
  'community-reporter',
  'registrar',
  'social-worker',
  'social-supervisor',
  'guardianship',
] as const;

@Directive('@key(fields: "id")')
@Allow({ roles: STATING_ROLES, purpose: 'newborn documentation' })
@TrailedRead<ChildStatement>({
  group: 'care',
  subjectType: 'ChildStatement',
  person: ({ childPersonId }) => childPersonId,
  subject: ({ id }) => id,
  withheld: () => true,
})
@ObjectType({
  description:
    'What somebody stated about a child after its birth: who cares for it now, or that it died. Seen by who stated it and by guardianship, and never by the family.',
})
@Entity('child_statement')
export class ChildStatement {
  @Field(() => ID, { description: 'Given when it was stated.' })
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid', name: 'notification_id' })
  notificationId: string;

  @Column({ type: 'uuid', name: 'child_person', nullable: true })
  childPersonId: string | null;

  @Field(() => CareStatusEnum, { nullable: true, description: 'Who cares for the child; null where it died.' })
  @Column({ type: 'text', name: 'care_status', nullable: true })
  careStatus: CareStatus | null;

  @Field(() => LegalDate, {
    nullable: true,
    description: 'When the child died; null where the day is not known, or where it lives.',
  })
  @Column({ type: 'date', name: 'died_on', nullable: true, transformer: dateColumn })
  diedOn: Temporal.PlainDate | null;

  @Field(() => Instant, { description: 'When it was stated.' })
  @Column({ type: 'timestamptz', name: 'stated_at', precision: 3, transformer: instantColumn })
  statedAt: Temporal.Instant;
}
