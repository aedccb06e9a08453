import { instantColumn } from '@kamkor/persistence';
import { Instant } from '@kamkor/subgraph';
import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ParentageDecision } from '../rules/birth-record/parentage.js';
import { ParentageDecisionEnum } from './enumerations.js';

@ObjectType({
  description: 'An earlier decision about who the mother is, made before another application questioned it again.',
})
@Entity('parentage_decided_before')
export class EarlierParentageDecision {
  @PrimaryColumn({ type: 'uuid', name: 'birth_record' })
  birthRecordId: string;

  @Field(() => Instant, { description: 'When it was decided.' })
  @PrimaryColumn({ type: 'timestamptz', precision: 3, name: 'decided_at', transformer: instantColumn })
  decidedAt: Temporal.Instant;

  @Field(() => ParentageDecisionEnum, { nullable: true, description: 'What was decided.' })
  @Column('text')
  decision: ParentageDecision;

  @Field({ description: 'Why.' })
  @Column('text')
  grounds: string;
}
