import { Allow } from '@kamkor/subgraph';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { BirthNotification } from '../notification/notification.entity.js';
import { notificationOf } from '../notification/notification-loaders.js';
import { keptOf } from './kept-of.js';

@Resolver(() => BirthNotification)
export class DuplicateOfResolver {
  @Allow({
    roles: ['registrar', 'social-worker', 'social-supervisor', 'guardianship'],
    purpose: 'newborn documentation',
  })
  @ResolveField(() => BirthNotification, {
    nullable: true,
    description:
      'The notification that was kept, where this one is closed as its duplicate; null otherwise, and where the caller may not see it.',
  })
  async duplicateOf(@Parent() { id }: BirthNotification): Promise<BirthNotification | null> {
    const kept = await keptOf(id);
    return kept ? notificationOf(kept.kept) : null;
  }
}
