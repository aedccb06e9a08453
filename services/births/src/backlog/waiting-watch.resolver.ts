import { tx } from '@kamkor/persistence';
import { Allow, AllowedAction, Instant } from '@kamkor/subgraph';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DocumentationWatch, WATCH_OFFICIALS } from '../documentation/watch.entity.js';
import { DocumentationWatchConnection } from '../documentation/watch-list.js';
import { watchOf } from '../documentation/watch-loaders.js';
import { OUTREACH_ROLES } from '../outreach/task.entity.js';
import { releaseAllowed } from '../rules/backlog/release.js';
import { ReleaseOne } from './release-one.js';
import { BACKLOG_ROLES } from './start.entity.js';
import { ReleaseFromBacklogInput } from './start.input.js';
import { listWaiting, WaitingChildrenArgs } from './waiting-list.js';

const PURPOSE = 'outreach';

/** What those who visit know of a watch beside its task; the family is not told when somebody comes. */
@Resolver(() => DocumentationWatch)
export class WaitingWatchResolver {
  constructor(private readonly releases: ReleaseOne) {}

  @Allow({ roles: ['social-supervisor'], purpose: PURPOSE })
  @Mutation(() => DocumentationWatch, {
    nullable: true,
    description:
      'Releases one child that waits out of its turn: its `task` is open at once. The daily quota of the others stays.',
  })
  async releaseFromBacklog(@Args('input') input: ReleaseFromBacklogInput): Promise<DocumentationWatch> {
    await this.releases.release(input);
    return (await watchOf(input.watchId)) as DocumentationWatch;
  }

  @Allow({ roles: BACKLOG_ROLES, purpose: PURPOSE })
  @Query(() => DocumentationWatchConnection, {
    description:
      'Children of the backlog who wait for release, in its order: the youngest first. Each is overdue and has no task yet.',
  })
  childrenAwaitingRelease(@Args() args: WaitingChildrenArgs) {
    return listWaiting(args);
  }

  @Allow({ roles: OUTREACH_ROLES, purpose: PURPOSE })
  @ResolveField(() => Instant, {
    nullable: true,
    description:
      'Since when the child waits, overdue and without a task, for the backlog of its territory to come to it; null where it does not wait. For social workers, supervisors and guardianship bodies.',
  })
  awaitsReleaseSince(@Parent() { awaitsRelease, waitsSince }: DocumentationWatch): Temporal.Instant | null {
    return awaitsRelease ? waitsSince : null;
  }

  @Allow({ roles: OUTREACH_ROLES, purpose: PURPOSE })
  @ResolveField(() => Instant, {
    name: 'releasedAt',
    nullable: true,
    description: 'When the waiting of a child of the backlog ended with a task; null where it did not wait.',
  })
  released(@Parent() { releasedAt }: DocumentationWatch): Temporal.Instant | null {
    return releasedAt;
  }

  @Allow({ roles: WATCH_OFFICIALS, purpose: PURPOSE })
  @ResolveField(() => [AllowedAction], {
    nullable: true,
    description: 'What the caller may do with the watch now, and if not, why not. Not for the family.',
  })
  allowedActions(@Parent() { awaitsRelease }: DocumentationWatch): AllowedAction[] {
    return [releaseAllowed(awaitsRelease, tx().principal)];
  }
}
