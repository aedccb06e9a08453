import { tx } from '@kamkor/persistence';
import { Allow, keyed, loader } from '@kamkor/subgraph';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { BirthNotification } from '../notification/notification.entity.js';
import { notificationOf } from '../notification/notification-loaders.js';

/** The notification that was kept in place of one that was closed. */
const keptOf = loader(async (ids: readonly string[]) =>
  keyed(
    await tx().sql<{ id: string; kept: string }>(
      'SELECT id, duplicate_of AS kept FROM birth_notification WHERE id = ANY ($1::uuid[]) AND duplicate_of IS NOT NULL',
      [ids],
    ),
    ({ id }) => id,
  ),
);

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
