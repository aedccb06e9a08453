import { type DeadlineFilter, deadlineCounts, findDeadlines, type Deadline as StoredDeadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import type { Role } from '@kamkor/principal';
import type { Type } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { decodeInstantCursor, encodeInstantCursor } from '../paging/instant-cursor.js';
import { type Page, pageSize } from '../paging/page.js';
import { Allow } from '../policy/allow.js';
import { Deadline, DeadlineConnection, DeadlineCount, DeadlineFilterArgs, DeadlinePageArgs } from './deadline-types.js';

/**
 * The queries `<prefix>Deadlines` and `<prefix>DeadlineCounts` of a service: what is due, overdue, of which kind, where
 * and whose. Row-level security decides what of it the caller sees.
 */
export function deadlineResolver(prefix: string, roles: readonly Role[]): Type {
  @Resolver(() => Deadline)
  class DeadlineResolver {
    @Allow({ roles, purpose: 'work-list' })
    @Query(() => DeadlineConnection, {
      name: `${prefix}Deadlines`,
      description: 'Deadlines of this service that the caller may see, soonest first.',
    })
    deadlines(@Args() args: DeadlinePageArgs): Promise<Page<Deadline>> {
      return pageOfDeadlines(args);
    }

    @Allow({ roles, purpose: 'work-list' })
    @Query(() => [DeadlineCount], {
      name: `${prefix}DeadlineCounts`,
      description: 'How many deadlines of this service there are, by kind and state.',
    })
    async deadlineCounts(@Args() args: DeadlineFilterArgs): Promise<readonly DeadlineCount[]> {
      return (await deadlineCounts(filterOf(args))).counts;
    }
  }
  return DeadlineResolver;
}

function filterOf({ states, overdue, dueBefore, kind, territory, owner, person }: DeadlineFilterArgs): DeadlineFilter {
  const now = tx().now;
  const before = overdue && (!dueBefore || Temporal.Instant.compare(now, dueBefore) < 0) ? now : dueBefore;
  return {
    states: states ?? ['PENDING'],
    ...(before ? { dueBefore: before } : {}),
    ...(kind ? { kind } : {}),
    ...(territory ? { territory } : {}),
    ...(owner ? { owner } : {}),
    ...(person ? { person } : {}),
  };
}

async function pageOfDeadlines(args: DeadlinePageArgs): Promise<Page<Deadline>> {
  const size = pageSize(args.first);
  const after = args.after ? decodeInstantCursor(args.after) : undefined;
  const filter = filterOf(args);
  const position = after ? { after: { dueAt: after.instant, id: after.id } } : {};
  const found = await findDeadlines(filter, { first: size + 1, ...position });
  const edges = found.slice(0, size).map((node: StoredDeadline) => ({
    node: node as Deadline,
    cursor: encodeInstantCursor(node.dueAt, node.id),
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: Boolean(args.after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    get totalCount() {
      return deadlineCounts(filter).then(({ total }) => total);
    },
  };
}
