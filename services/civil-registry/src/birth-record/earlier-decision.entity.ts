import { instantColumn } from '@kamkor/persistence';
import { Instant } from '@kamkor/subgraph';
import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ParentageDecision } from '../rules/birth-record/parentage.js';
import { ParentageDecisions } from './enumerations.js';

@Entity('parentage_decided_before')
@ObjectType({ description: 'What was decided of who the mother is, before another application questioned it anew.' })
export class EarlierParentageDecision {
  @PrimaryColumn({ type: 'uuid', name: 'birth_record' })
  birthRecordId: string;

  @PrimaryColumn({ type: 'timestamptz', precision: 3, name: 'decided_at', transformer: instantColumn })
  @Field(() => Instant, { description: 'When it was decided.' })
  decidedAt: Temporal.Instant;

  @Column('text')
  @Field(() => ParentageDecisions, { description: 'What was decided.' })
  decision: ParentageDecision;

  @Column('text')
  @Field({ description: 'Why.' })
  grounds: string;
}
