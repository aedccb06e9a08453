import { Contributed } from '@kamkor/subgraph';
import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';

@Directive('@key(fields: "id")')
@Contributed('civil-registry')
@ObjectType({
  description:
    'A person of the population registry. The id is given by the registry and nowhere else, and is never reused.',
})
export class Person {
  @Field(() => ID, { description: "The registry's id of the person: opaque, says nothing about them." })
  id: string;
}
