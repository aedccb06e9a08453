import { Allow } from '@kamkor/subgraph';
import { Args, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Person, personOf } from '../graph/person.js';
import { Territory } from '../graph/territory.js';
import { BirthNotification } from '../notification/notification.entity.js';
import { notificationOf } from '../notification/notification-loaders.js';
import { OutreachSummary, SUMMARY_ROLES } from '../outreach/summary.entity.js';
import { OUTREACH_ROLES, OutreachTask } from '../outreach/task.entity.js';
import { summaryOfWatch, taskOfWatch } from '../outreach/task-loaders.js';
import { DocumentationWatch, WATCH_READERS } from './watch.entity.js';
import { DocumentationWatchArgs, DocumentationWatchConnection, listWatches } from './watch-list.js';
import { watchOf, watchOfChild, watchOfNotification } from './watch-loaders.js';

const PURPOSE = 'newborn documentation';

@Resolver(() => DocumentationWatch)
export class WatchResolver {
  @Allow({ roles: WATCH_READERS, purpose: PURPOSE })
  @Query(() => DocumentationWatchConnection, {
    description:
      'Watched children that the caller may see, overdue first. A registrar finds with `states: [OVERDUE]` who has no certificate in time, and in `outreach` of each whether the family is visited and why, as it says, there is none.',
  })
  documentationWatches(@Args() args: DocumentationWatchArgs) {
    return listWatches(args);
  }

  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<DocumentationWatch | null> {
    return watchOf(id);
  }

  @ResolveField(() => BirthNotification, {
    nullable: true,
    description:
      'Of a child that a visit found without documents: the notified child of the same family, with its mother, address and telephone. Null for a notified child, and where the caller may not see that birth.',
  })
  siblingOf(@Parent() { siblingOfId }: DocumentationWatch): Promise<BirthNotification | null> | null {
    return siblingOfId === null ? null : notificationOf(siblingOfId);
  }

  @ResolveField(() => BirthNotification, {
    nullable: true,
    description: 'The birth, as it was notified; null for a child that a visit found, of whom `siblingOf` tells.',
  })
  notification(@Parent() { notificationId }: DocumentationWatch): Promise<BirthNotification | null> {
    return notificationOf(notificationId);
  }

  @ResolveField(() => Person, { nullable: true, description: 'The child; null until the registry knows who it is.' })
  child(@Parent() { childPersonId }: DocumentationWatch): Person | null {
    return personOf(childPersonId);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'Where the child is watched.' })
  territory(@Parent() { territoryCode }: DocumentationWatch): Territory {
    return { id: territoryCode };
  }

  @Allow({ roles: OUTREACH_ROLES, purpose: 'outreach' })
  @ResolveField(() => OutreachTask, {
    nullable: true,
    description:
      'The task of visiting the family; of several the open one, else the latest; null where nobody was sent. For social workers, supervisors and guardianship bodies; registrars ask for `outreach`.',
  })
  task(@Parent() { id }: DocumentationWatch): Promise<OutreachTask | null> {
    return taskOfWatch(id);
  }

  @Allow({ roles: SUMMARY_ROLES, purpose: PURPOSE })
  @ResolveField(() => OutreachSummary, {
    nullable: true,
    description:
      'Whether the family is visited, by the task that is open, else the latest, and why it says that there is no certificate; null where nobody was sent, and for a child apart from its parents. For registrars.',
  })
  outreach(@Parent() { id }: DocumentationWatch): Promise<OutreachSummary | null> {
    return summaryOfWatch(id);
  }
}

@Resolver(() => BirthNotification)
export class NotificationWatchResolver {
  @Allow({ roles: WATCH_READERS, purpose: PURPOSE })
  @ResolveField(() => DocumentationWatch, {
    nullable: true,
    description: 'How far the child is on its way to the certificate; null for a stillbirth.',
  })
  documentation(@Parent() { id }: BirthNotification): Promise<DocumentationWatch | null> {
    return watchOfNotification(id);
  }
}

@Resolver(() => Person)
export class PersonDocumentationResolver {
  @Allow({ roles: WATCH_READERS, purpose: PURPOSE })
  @ResolveField(() => DocumentationWatch, {
    nullable: true,
    description: 'How far this child is on its way to its birth certificate; null where the person is not watched.',
  })
  documentation(@Parent() { id }: Person): Promise<DocumentationWatch | null> {
    return watchOfChild(id);
  }
}
