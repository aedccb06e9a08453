import { instantColumn } from '@kamkor/persistence';
import { Instant } from '@kamkor/subgraph';
import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@ObjectType('HardLifeFinding', { description: 'What one visit found.' })
@Entity('hard_life_finding')
export class Finding {
  @PrimaryColumn({ type: 'uuid', name: 'visit_id' })
  visitId: string;

  @Column({ type: 'uuid', name: 'situation_id' })
  situationId: string;

  @Field(() => Instant, { description: 'When the visit took place.' })
  @Column({ type: 'timestamptz', precision: 3, name: 'found_at', transformer: instantColumn })
  foundAt: Temporal.Instant;

  @Column({ type: 'boolean', name: 'family_knows' })
  familyKnows: boolean;

  @Field(() => [String], {
    description: 'What makes life hard: values of the enum `HardLifeCircumstance`, such as `POVERTY`.',
  })
  @Column({ type: 'text', array: true })
  circumstances: string[];
}
