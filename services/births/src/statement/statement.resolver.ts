import { tx } from '@kamkor/persistence';
import { Allow, isUuid, keyed, LegalDate, loader, Uuid } from '@kamkor/subgraph';
import {
  Args,
  Field,
  InputType,
  Int,
  Mutation,
  Parent,
  ResolveField,
  ResolveReference,
  Resolver,
} from '@nestjs/graphql';
import { In } from 'typeorm';
import { CareStatusEnum } from '../notification/enumerations.js';
import { BirthNotification } from '../notification/notification.entity.js';
import { notificationOf } from '../notification/notification-loaders.js';
import type { CareStatus } from '../rules/care-status.js';
import { StateChild } from './state-child.js';
import { ChildStatement, STATING_ROLES } from './statement.entity.js';

const PURPOSE = 'newborn documentation';

@InputType({ description: 'Who cares for a child now.' })
export class RecordCareStatusInput {
  @Field(() => Uuid, { description: 'The notification of its birth.' })
  notificationId: string;

  @Field(() => Int, { description: '`version` of the notification as it was read; a newer one refuses with CONFLICT.' })
  version: number;

  @Field(() => CareStatusEnum, {
    description: 'Who cares for it. Back to WITH_PARENTS is said by guardianship alone.',
  })
  careStatus: CareStatus;
}

@InputType({ description: 'A child that was born alive has died.' })
export class RecordChildDeathInput {
  @Field(() => Uuid, { description: 'The notification of its birth.' })
  notificationId: string;

  @Field(() => Int, { description: '`version` of the notification as it was read; a newer one refuses with CONFLICT.' })
  version: number;

  @Field(() => LegalDate, { nullable: true, description: 'The day, if it is known: from the birth to today.' })
  diedOn: Temporal.PlainDate | null;
}

const statementOf = loader(async (ids: readonly string[]) =>
  keyed(
    await tx()
      .manager.getRepository(ChildStatement)
      .findBy({ id: In(ids.filter(isUuid)) }),
    ({ id }) => id,
  ),
);

@Resolver(() => ChildStatement)
export class StatementResolver {
  constructor(private readonly children: StateChild) {}

  @Allow({ roles: STATING_ROLES, purpose: PURPOSE })
  @Mutation(() => ChildStatement, {
    nullable: true,
    description:
      'States who cares for a child now. While it is not with its parents guardianship sees to its documents: watch and open task go over to it, and nothing reaches the mother.',
  })
  async recordCareStatus(@Args('input') input: RecordCareStatusInput): Promise<ChildStatement> {
    return (await statementOf(await this.children.care(input))) as ChildStatement;
  }

  @Allow({ roles: STATING_ROLES, purpose: PURPOSE })
  @Mutation(() => ChildStatement, {
    nullable: true,
    description:
      'States that a child has died. Its watch, tasks and deadlines end at once; nobody is sent to the family.',
  })
  async recordChildDeath(@Args('input') input: RecordChildDeathInput): Promise<ChildStatement> {
    const { diedOn = null } = input;
    return (await statementOf(await this.children.death({ ...input, diedOn }))) as ChildStatement;
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<ChildStatement | null> {
    return statementOf(id);
  }

  @ResolveField(() => BirthNotification, {
    nullable: true,
    description: 'The birth; null where the caller does not see it any more.',
  })
  notification(@Parent() { notificationId }: ChildStatement): Promise<BirthNotification | null> {
    return notificationOf(notificationId);
  }
}
