import { Allow, type BatchItem, eachOf, ofItem, Refused, refusedIn, type SubgraphContext } from '@kamkor/subgraph';
import { Args, Context, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { batchSizeWrong, MOST_REPORTS } from '../rules/notification/batch-size.js';
import type { BirthReport } from '../rules/notification/birth-report.js';
import { NotifiedBirth } from './batch-answer.js';
import { BirthReportScalar } from './birth-report.scalar.js';
import { BirthNotification } from './notification.entity.js';
import { notificationOf } from './notification-loaders.js';
import { NotifyBirths } from './notify-births.js';

@Resolver(() => NotifiedBirth)
export class NotifyBirthsResolver {
  constructor(private readonly births: NotifyBirths) {}

  @Allow({ roles: ['hospital', 'health-exchange', 'community-reporter'], purpose: 'newborn documentation' })
  @Mutation(() => [NotifiedBirth], {
    nullable: true,
    description:
      'Tells of up to 500 births, each answered by itself, in the order of `reports`: whatever one says wrong, also a wrong type, an unknown code or a missing field, refuses that one alone.',
  })
  async notifyBirths(
    @Args('reports', {
      type: () => [BirthReportScalar],
      nullable: 'items',
      description: 'The births, 1 to 500, each of the shape of `NotifyBirthInput`.',
    })
    reports: unknown[],
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<BatchItem[]> {
    if (reports.length < 1 || reports.length > MOST_REPORTS) {
      throw batchSizeWrong({ field: 'reports' }, { most: MOST_REPORTS });
    }
    const read = eachOf<BirthReport>(schema, 'NotifyBirthInput', reports);
    return (await this.births.notify(read)).map((outcome, index) =>
      'refusal' in outcome
        ? { index, id: null, refusal: ofItem(outcome.refusal, 'reports', index) }
        : { index, id: outcome.id, refusal: null },
    );
  }

  @ResolveField(() => BirthNotification, { nullable: true, description: 'The notification; null if it was refused.' })
  notification(@Parent() { id }: NotifiedBirth): Promise<BirthNotification | null> | null {
    return id === null ? null : notificationOf(id);
  }

  @ResolveField(() => Refused, { nullable: true, description: 'Why it was refused; null if it was taken in.' })
  refusal(@Parent() { refusal }: NotifiedBirth, @Context() { language }: SubgraphContext): Refused | null {
    return refusal && refusedIn(refusal, language);
  }
}
