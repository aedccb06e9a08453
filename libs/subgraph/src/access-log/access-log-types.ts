import { Directive, Field, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../paging/connection.js';
import { Instant } from '../schema/scalars.js';

@Directive('@shareable')
@ObjectType({ description: 'One time that somebody read or changed a record of the person.' })
export class AccessLogEntry {
  @Field(() => Instant, { description: 'When, by the real clock.' })
  recordedAt: Temporal.Instant;

  @Field({ description: '`READ` or `CHANGE`.' })
  action: string;

  @Field(() => [String], { description: 'In which roles it was done.' })
  roles: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'For which organisation it was done; null where there is none, as with a citizen.',
  })
  organisation: string | null;

  @Field({ description: 'What was asked of the system, such as `Query.birthRecords`.' })
  operation: string;

  @Field({
    description:
      'What for: as the header `Kamkor-Purpose` said, else the usual purpose of the operation. To a mother always the usual one: what somebody wrote may not be for her.',
  })
  purpose: string;

  @Field(() => String, { nullable: true, description: 'What was changed, as a code; null for a read.' })
  change: string | null;

  @Field(() => [String], { description: 'Policies that allowed it, or the regulation that decided it.' })
  rules: readonly string[];

  @Field(() => [String], { description: 'Which groups of fields were seen.' })
  fieldGroups: readonly string[];

  @Field(() => Int, { description: 'How many records of the person were seen.' })
  count: number;
}

@Directive('@shareable')
@ObjectType({ description: 'Who read or changed records of a person, latest first.' })
export class AccessLogConnection extends connectionOf(AccessLogEntry, { shareable: true }) {}
