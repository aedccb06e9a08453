import { Allow, type BatchItem, ofItem, Refused, refusedIn, type SubgraphContext } from '@kamkor/subgraph';
import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { batchSizeWrong, MOST_REPORTS } from '../rules/batch-size.js';
import { NotifiedBirth } from './batch-answer.js';
import { BirthNotification } from './birth-notification.entity.js';
import { notificationOf } from './notification-loaders.js';
import { NotifyBirthInput } from './notify-birth.input.js';
import { NotifyBirths } from './notify-births.js';

@Resolver(() => NotifiedBirth)
export class NotifyBirthsResolver {
  constructor(private readonly births: NotifyBirths) {}

  @Allow({ roles: ['hospital', 'health-exchange', 'community-reporter'], purpose: 'newborn documentation' })
  @Mutation(() => [NotifiedBirth], {
    description:
      'Tells of up to 500 births, each answered by itself, in the order of `reports`: what one says wrong refuses that one alone.',
  })
  async notifyBirths(
    @Args('reports', { type: () => [NotifyBirthInput], description: 'The births, 1 to 500.' })
    reports: NotifyBirthInput[],
  ): Promise<BatchItem[]> {
    if (reports.length < 1 || reports.length > MOST_REPORTS) {
      throw batchSizeWrong({ field: 'reports' }, { most: MOST_REPORTS });
    }
    return (await this.births.notify(reports)).map((outcome, index) =>
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
