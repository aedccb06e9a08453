import { Contributed } from '@kamkor/subgraph';
import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';

@Directive('@key(fields: "id")')
@Contributed('civil-registry')
@ObjectType({ description: 'An administrative-territorial unit.' })
export class Territory {
  @Field(() => ID, { description: 'Its hierarchical code: `KG-C-03` lies in `KG-C`.' })
  id: string;
}
