import { Contributed } from '@kamkor/subgraph';
import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';

@Directive('@key(fields: "id", resolvable: false)')
@Contributed('births')
@ObjectType({ description: 'A birth as a facility or a community reporter notified it.' })
export class BirthNotification {
  @Field(() => ID, { description: 'Given when the birth was notified.' })
  id: string;
}
