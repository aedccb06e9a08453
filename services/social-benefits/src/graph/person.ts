import { Contributed } from '@kamkor/subgraph';
import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';

@Directive('@key(fields: "id")')
@Contributed('civil-registry')
@ObjectType({
  description: 'A person of the population registry. Only the registry gives the id, and it is never reused.',
})
export class Person {
  @Field(() => ID, { description: 'The registry’s id of the person. It is opaque and says nothing about them.' })
  id: string;
}
