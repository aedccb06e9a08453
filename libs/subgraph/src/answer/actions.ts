import { Directive, Field, ObjectType } from '@nestjs/graphql';

@Directive('@shareable')
@ObjectType({ description: 'Whether the caller may do something with a record now, and if not, why not.' })
export class AllowedAction {
  @Field({ description: 'The mutation that does it, such as `issueBirthCertificate`.' })
  action: string;

  @Field({ description: 'Whether it would be accepted now.' })
  allowed: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why not: `ROLE_NOT_ALLOWED` or `STATE_DOES_NOT_ALLOW`; null where it is allowed.',
  })
  reason: string | null;
}
