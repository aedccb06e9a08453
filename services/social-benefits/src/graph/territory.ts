import { Contributed } from '@kamkor/subgraph';
import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';

@Directive('@key(fields: "id", resolvable: false)')
@Contributed('civil-registry')
@ObjectType({
  description: 'An administrative-territorial unit. Its code says where it lies: `KG-C-03` lies in `KG-C`.',
})
export class Territory {
  @Field(() => ID, { description: 'Hierarchical code under ISO 3166-2, such as `KG-C-03`.' })
  id: string;
}
