import { ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@ObjectType({
  description:
    'A territory that nobody is named for. Says nothing about concerns: it is listed whether or not there are any.',
})
@Entity('protection_gap')
export class ProtectionGap {
  @PrimaryColumn({ type: 'text', name: 'territory' })
  code: string;

  @Column({ type: 'text', name: 'covered_by', nullable: true })
  coveredByCode: string | null;
}
