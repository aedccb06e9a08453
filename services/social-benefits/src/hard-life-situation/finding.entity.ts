import { instantColumn } from '@kamkor/persistence';
import { Instant } from '@kamkor/subgraph';
import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('hard_life_finding')
@ObjectType('HardLifeFinding', { description: 'What one visit found.' })
export class Finding {
  @PrimaryColumn({ type: 'uuid', name: 'visit_id' })
  visitId: string;

  @Column({ type: 'uuid', name: 'situation_id' })
  situationId: string;

  @Column({ type: 'timestamptz', precision: 3, name: 'found_at', transformer: instantColumn })
  @Field(() => Instant, { description: 'When the visit was.' })
  foundAt: Temporal.Instant;

  @Column({ type: 'boolean', name: 'family_knows' })
  familyKnows: boolean;

  @Column({ type: 'text', array: true })
  @Field(() => [String], {
    description: 'What makes the life hard, values of the enum `HardLifeCircumstance`: `POVERTY`.',
  })
  circumstances: string[];
}
