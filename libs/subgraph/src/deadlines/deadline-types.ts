import { type DeadlineState, type Deadline as StoredDeadline } from '@kamkor/deadlines';
import { ArgsType, Directive, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionOf } from '../paging/connection.js';
import type { PageRequest } from '../paging/page.js';
import { TrailedRead } from '../policy/allow.js';
import { Instant, Uuid } from '../schema/scalars.js';

export const DeadlineStateEnum = {
  PENDING: 'PENDING',
  SUSPENDED: 'SUSPENDED',
  MET: 'MET',
  LAPSED: 'LAPSED',
  CANCELLED: 'CANCELLED',
  PARKED: 'PARKED',
} as const satisfies Record<DeadlineState, DeadlineState>;

registerEnumType(DeadlineStateEnum, {
  name: 'DeadlineState',
  description: 'Where a deadline stands.',
  valuesMap: {
    PENDING: { description: 'It runs.' },
    SUSPENDED: { description: 'It is stopped, for instance while another agency is asked.' },
    MET: { description: 'What it waited for happened in time, or was learnt late to have happened in time.' },
    LAPSED: { description: 'It ran out, and what the law says to a lapse was done.' },
    CANCELLED: { description: 'What it watched no longer matters.' },
    PARKED: { description: 'It ran out and the reaction failed; it is tried again and somebody has been told.' },
  },
});

@Directive('@shareable')
@ObjectType({ description: 'A deadline that runs, with the regulation that gives its term.' })
@TrailedRead<StoredDeadline>({
  group: 'deadline',
  subjectType: 'Deadline',
  person: (row) => row.person,
  subject: (row) => row.subjectId,
})
export class Deadline {
  @Field(() => ID, { description: 'Identifier of the deadline.' })
  id: string;

  @Field({
    description:
      'Which kind of deadline it is, such as `CERTIFICATE_APPLICATION`. The counts name all kinds of the service.',
  })
  kind: string;

  @Field(() => DeadlineStateEnum, { nullable: true, description: 'Where it stands.' })
  state: DeadlineState;

  @Field({ description: 'Type of the record that it belongs to.' })
  subjectType: string;

  @Field(() => ID, { description: 'Identifier of the record that it belongs to.' })
  subjectId: string;

  @Field({ description: 'Code of the territory whose office has to act.' })
  territory: string;

  @Field(() => String, { nullable: true, description: 'Code of the office or official who has to act.' })
  owner: string | null;

  @Field({ description: '`STATE`: the state has to act by then. `PERSON`: somebody loses a right by then.' })
  binds: string;

  @Field({ description: 'Code of the regulation that gives the term.' })
  regulation: string;

  @Field(() => Instant, { description: 'The first instant at which it is too late.' })
  dueAt: Temporal.Instant;

  @Field(() => Int, { description: 'Which link of a chain this is, such as the third reminder; from 1.' })
  round: number;

  @Field(() => Boolean, { description: 'Whether it was taken back because the fact was learnt late.' })
  learntLate: boolean;

  @Field(() => String, { nullable: true, description: 'What failed, where it is `PARKED`.' })
  error: string | null;

  @Field(() => Int, { description: 'Version of the record.' })
  version: number;
}

@Directive('@shareable')
@ObjectType({ description: 'A list of deadlines, soonest first.' })
export class DeadlineConnection extends connectionOf(Deadline, { shareable: true }) {}

@Directive('@shareable')
@ObjectType({ description: 'How many deadlines of a kind are in a state.' })
export class DeadlineCount {
  @Field({ description: 'The kind counted.' })
  kind: string;

  @Field(() => DeadlineStateEnum, { nullable: true, description: 'The state counted.' })
  state: DeadlineState;

  @Field({ description: 'Whether their instant has passed.' })
  overdue: boolean;

  @Field(() => Int, { description: 'How many; over all kinds at most 10,000 are counted, the soonest.' })
  count: number;
}

@ArgsType()
export class DeadlineFilterArgs {
  @Field(() => [DeadlineStateEnum], { nullable: true, description: 'Only these states; `PENDING` if not given.' })
  states?: DeadlineState[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those whose instant has passed.' })
  overdue?: boolean | null;

  @Field(() => Instant, { nullable: true, description: 'Only those due at or before this instant.' })
  dueBefore?: Temporal.Instant | null;

  @Field(() => String, { nullable: true, description: 'Only this kind.' })
  kind?: string | null;

  @Field(() => String, { nullable: true, description: 'Only this territory and everything below it.' })
  territory?: string | null;

  @Field(() => String, { nullable: true, description: 'Only what this office or official has to do.' })
  owner?: string | null;

  @Field(() => Uuid, { nullable: true, description: 'Only those of this person, by the id of the registry.' })
  person?: string | null;
}

@ArgsType()
export class DeadlinePageArgs extends DeadlineFilterArgs implements PageRequest {
  @Field(() => Int, { nullable: true, description: 'How many deadlines at most: 1 to 100, 20 if not given.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: '`endCursor` of the page before.' })
  after?: string | null;
}
