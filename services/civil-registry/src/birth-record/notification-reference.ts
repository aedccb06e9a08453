import { Contributed } from '@kamkor/subgraph';
import { Directive, Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType('BirthNotification', { description: 'A notified birth; belongs to births.' })
@Directive('@key(fields: "id", resolvable: false)')
@Contributed('births')
export class NotificationReference {
  @Field(() => ID, { description: 'Opaque id of the notification.' })
  id: string;
}
