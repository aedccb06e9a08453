import { Contributed } from '@kamkor/subgraph';
import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';

@Directive('@key(fields: "id")')
@Contributed('civil-registry')
@ObjectType({ description: 'A person of the civil registry.' })
export class Person {
  @Field(() => ID, { description: 'The registry’s identifier of the person.' })
  id: string;
}

/** A reference to a person, or null where the registry has not said who it is. */
export const personOf = (id: string | null): Person | null => (id === null ? null : { id });
