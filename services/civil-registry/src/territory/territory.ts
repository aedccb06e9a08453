import { ROLES, type Role } from '@kamkor/principal';
import { Allow } from '@kamkor/subgraph';
import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';

/** Territories are public. */
export const EVERYBODY: readonly Role[] = ROLES;

@Directive('@key(fields: "id")')
@Allow({ roles: EVERYBODY })
@ObjectType({
  description: 'An administrative-territorial unit. Its code says where it lies: `KG-C-03` lies in `KG-C`.',
})
export class Territory {
  @Field(() => ID, { description: 'Hierarchical code under ISO 3166-2, such as `KG-C-03`.' })
  id: string;

  @Field({ description: 'Name in Kyrgyz.' })
  nameKy: string;

  @Field({ description: 'Name in Russian.' })
  nameRu: string;

  @Field({ description: 'Name in English.' })
  nameEn: string;

  parentCode: string | null;
}
