import { tx } from '@kamkor/persistence';
import { Allow, Uuid } from '@kamkor/subgraph';
import { Args, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Person, personOf } from '../graph/person.js';
import { Territory } from '../graph/territory.js';
import { type MissingItem, missingItems } from '../rules/notification/missing-items.js';
import { knowsParents } from '../rules/notification/who-knows-parents.js';
import { CompleteNotificationInput } from './complete-notification.input.js';
import { CompleteNotification } from './complete-notification.js';
import { MissingItemEnum } from './enumerations.js';
import { Facility } from './facility.entity.js';
import { noteMotherSeen } from './note-mother-seen.js';
import { BirthNotification, NOTIFICATION_READERS } from './notification.entity.js';
import { BirthNotificationArgs, BirthNotificationConnection, listNotifications } from './notification-list.js';
import { facilityOf, notificationOf } from './notification-loaders.js';
import { NotifiedParent } from './notified-parent.js';
import { NotifyBirthInput } from './notify-birth.input.js';
import { NotifyBirths } from './notify-births.js';
import { fatherOf, motherOf } from './parents-of.js';

const PURPOSE = 'newborn documentation';

@Resolver(() => BirthNotification)
export class NotificationResolver {
  constructor(
    private readonly births: NotifyBirths,
    private readonly completions: CompleteNotification,
  ) {}

  @Allow({ roles: ['hospital', 'health-exchange', 'community-reporter'], purpose: PURPOSE })
  @Mutation(() => BirthNotification, {
    nullable: true,
    description:
      'Tells of a birth. Machines notify for their facilities, community reporters for births outside one. The same record again, also at the same moment or with a corrected weight or hour, answers with the notification that stands. A number that stands for another birth (by mother, sex, order, delivery, or more than two days) is refused with RECORD_NUMBER_OF_ANOTHER_BIRTH, and the child is not notified.',
  })
  async notifyBirth(
    @Args('input', { description: 'What is known of the birth.' }) input: NotifyBirthInput,
  ): Promise<BirthNotification> {
    const [outcome] = await this.births.notify([input]);
    if (!outcome || 'refusal' in outcome) throw outcome?.refusal;
    return (await notificationOf(outcome.id)) as BirthNotification;
  }

  @Allow({ roles: ['hospital', 'health-exchange', 'community-reporter'], purpose: PURPOSE })
  @Mutation(() => BirthNotification, {
    nullable: true,
    description:
      'Says what a notification was accepted without. By who notified it, whoever else asks is answered NOT_FOUND.',
  })
  async completeNotification(@Args('input') input: CompleteNotificationInput): Promise<BirthNotification> {
    await this.completions.complete(input);
    return (await notificationOf(input.id)) as BirthNotification;
  }

  @Allow({ roles: NOTIFICATION_READERS, purpose: PURPOSE })
  @Query(() => BirthNotification, {
    nullable: true,
    description: 'A notified birth; null if there is none to be seen.',
  })
  birthNotification(
    @Args('id', { type: () => Uuid, description: 'Its identifier.' }) id: string,
  ): Promise<BirthNotification | null> {
    return notificationOf(id);
  }

  @Allow({ roles: NOTIFICATION_READERS, purpose: PURPOSE })
  @Query(() => BirthNotificationConnection, { description: 'Notified births that the caller may see, oldest first.' })
  birthNotifications(@Args() args: BirthNotificationArgs) {
    return listNotifications(args);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<BirthNotification | null> {
    return notificationOf(id);
  }

  @ResolveField(() => Facility, { nullable: true, description: 'Where the child was born; null outside a facility.' })
  facility(@Parent() { facilityCode }: BirthNotification): Promise<Facility | null> | null {
    return facilityCode === null ? null : facilityOf(facilityCode);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'Where the child is watched.' })
  territory(@Parent() { territoryCode }: BirthNotification): Territory {
    return { id: territoryCode };
  }

  @ResolveField(() => Person, { nullable: true, description: 'The child; null until the registry knows who it is.' })
  child(@Parent() { childPersonId }: BirthNotification): Person | null {
    return personOf(childPersonId);
  }

  @ResolveField(() => NotifiedParent, {
    nullable: true,
    description:
      'The mother. Null for guardianship while the child is not with its parents: it is not told who she is.',
  })
  mother(@Parent() notification: BirthNotification): NotifiedParent | null {
    if (!knowsParents(notification.careStatus, tx().principal.roles)) return null;
    noteMotherSeen(notification);
    return motherOf(notification);
  }

  @ResolveField(() => NotifiedParent, {
    nullable: true,
    description:
      'The father; null where nothing was said, and for guardianship while the child is not with its parents.',
  })
  father(@Parent() notification: BirthNotification): NotifiedParent | null {
    return knowsParents(notification.careStatus, tx().principal.roles) ? fatherOf(notification) : null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'A telephone number of who told of the birth; null if not said, and while the child is not with its parents.',
  })
  informantPhone(@Parent() { informantPhone, careStatus }: BirthNotification): string | null {
    return careStatus === 'WITH_PARENTS' ? informantPhone : null;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Where the mother lives, in words; null if not said, and while the child is not with its parents.',
  })
  motherAddress(@Parent() { motherAddress, careStatus }: BirthNotification): string | null {
    return careStatus === 'WITH_PARENTS' ? motherAddress : null;
  }

  @ResolveField(() => Territory, {
    nullable: true,
    description:
      'Where the mother lives, as it was said; null if not said, and while the child is not with its parents. `territory` is whose unit is responsible.',
  })
  motherTerritory(@Parent() { motherTerritory, careStatus }: BirthNotification): Territory | null {
    return motherTerritory !== null && careStatus === 'WITH_PARENTS' ? { id: motherTerritory } : null;
  }

  @ResolveField(() => [MissingItemEnum], {
    nullable: 'items',
    description: 'What the notification was accepted without.',
  })
  missing(@Parent() notification: BirthNotification): MissingItem[] {
    return missingItems({
      ...notification,
      mother: motherOf(notification),
      father: fatherOf(notification),
    });
  }
}
