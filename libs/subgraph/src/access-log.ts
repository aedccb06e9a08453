import { tx } from '@kamkor/persistence';
import { hasRole } from '@kamkor/principal';
import { accessCountOf, accessLogOf, type AccessLogEntry as StoredEntry } from '@kamkor/trail';
import type { Type } from '@nestjs/common';
import { Args, Directive, Field, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from './allow.js';
import { connectionOf, PageArgs } from './connection.js';
import { type Page, pageSize } from './page.js';
import { Instant } from './scalars.js';

@Directive('@shareable')
@ObjectType({ description: 'One time that somebody read or changed a record of the person.' })
export class AccessLogEntry {
  @Field(() => Instant, { description: 'When, by the real clock.' })
  recordedAt: Temporal.Instant;

  @Field({ description: '`READ` or `CHANGE`.' })
  action: string;

  @Field(() => [String], { description: 'In which roles it was done.' })
  roles: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'For which organisation it was done; null where there is none, as with a citizen.',
  })
  organisation: string | null;

  @Field({ description: 'What was asked of the system, such as `Query.birthRecords`.' })
  operation: string;

  @Field({ description: 'What for: as the header `Kamkor-Purpose` said, else the usual purpose of the operation.' })
  purpose: string;

  @Field(() => String, { nullable: true, description: 'What was changed, as a code; null for a read.' })
  change: string | null;

  @Field(() => [String], { description: 'Policies that allowed it, or the regulation that decided it.' })
  rules: readonly string[];

  @Field(() => [String], { description: 'Which groups of fields were seen.' })
  fieldGroups: readonly string[];

  @Field(() => Int, { description: 'How many records of the person were seen.' })
  count: number;
}

@Directive('@shareable')
@ObjectType({ description: 'Who read or changed records of a person, latest first.' })
export class AccessLogConnection extends connectionOf(AccessLogEntry, { shareable: true }) {}

/**
 * Adds to Person who looked at what this service holds about them. A citizen asks about themself; row-level security
 * gives everybody else nothing. What is withheld to protect somebody leaves no gap.
 */
export function accessLogResolver(person: Type<{ id: string }>, name: string): Type {
  @Resolver(() => person)
  class AccessLogResolver {
    @Allow({ roles: ['citizen', 'auditor'], purpose: 'oversight' })
    @ResolveField(() => AccessLogConnection, {
      name,
      nullable: true,
      description:
        'Who read or changed what this service holds about the person, latest first. For the person and for auditors: to a parent a child’s is empty. Null where it is denied or the service is down.',
    })
    accessLog(@Parent() { id }: { id: string }, @Args() args: PageArgs): Promise<Page<AccessLogEntry>> {
      return pageOfAccesses(id, args);
    }
  }
  return AccessLogResolver;
}

async function pageOfAccesses(person: string, { first, after }: PageArgs): Promise<Page<AccessLogEntry>> {
  const size = pageSize(first);
  const { entries, hasNextPage } = maySee(person)
    ? await accessLogOf(person, { first: size, after: after ?? null })
    : { entries: [], hasNextPage: false };
  const edges = entries.map((node: StoredEntry) => ({ node, cursor: node.cursor }));
  return {
    edges,
    pageInfo: {
      hasNextPage,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    get totalCount() {
      return maySee(person) ? accessCountOf(person) : Promise.resolve(0);
    },
  };
}

/** Nobody else has a row there, so a list of many persons is not asked for one by one. */
function maySee(person: string): boolean {
  const { principal } = tx();
  return principal.person === person || hasRole(principal, ['auditor']);
}
