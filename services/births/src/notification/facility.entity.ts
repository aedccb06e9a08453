import { EXTERNAL_ROLES } from '@kamkor/principal';
import { Allow } from '@kamkor/subgraph';
import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Directive('@key(fields: "id")')
@Allow({ roles: EXTERNAL_ROLES, purpose: 'public register' })
@ObjectType({ description: 'A facility of the register: a place where children are born. The register is public.' })
@Entity('facility')
export class Facility {
  @Field(() => ID, { description: 'Its code, such as `KG-C-03-F01`.' })
  @PrimaryColumn({ type: 'text', name: 'code' })
  id: string;

  @Column({ type: 'text', name: 'territory' })
  territoryCode: string;

  @Field({ description: 'Name in Kyrgyz.' })
  @Column({ type: 'text', name: 'name_ky' })
  nameKy: string;

  @Field({ description: 'Name in Russian.' })
  @Column({ type: 'text', name: 'name_ru' })
  nameRu: string;

  @Field({ description: 'Name in English.' })
  @Column({ type: 'text', name: 'name_en' })
  nameEn: string;
}
