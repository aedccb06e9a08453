import type { Type } from '@nestjs/common';
import { Args, ArgsType, Field, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { PageArgs } from '../paging/connection.js';
import type { Page } from '../paging/page.js';
import { Allow } from '../policy/allow.js';
import { Uuid } from '../schema/scalars.js';
import { pageOfAccesses } from './access-log-page.js';
import { AccessLogConnection, type AccessLogEntry } from './access-log-types.js';

@ArgsType()
export class AccessLogArgs extends PageArgs {
  @Field(() => Uuid, { description: 'The registry’s id of the person.' })
  person: string;
}

/**
 * Who looked at what this service holds about a person: a field of Person for the person and the mother, and a query of the
 * same name for auditors, whom no person's data has to be shown on the way. Row-level security gives everybody else
 * nothing. What is withheld to protect somebody leaves no gap.
 */
export function accessLogResolver(person: Type<{ id: string }>, name: string): Type {
  @Resolver(() => person)
  class AccessLogResolver {
    @Allow({ roles: ['auditor'], purpose: 'oversight' })
    @Query(() => AccessLogConnection, {
      name,
      nullable: true,
      description:
        'Who read or changed what this service holds about a person, latest first; empty for an id that is nobody’s. For auditors, whose look is in the log too.',
    })
    accessLogOf(@Args() args: AccessLogArgs, @Info() info: GraphQLResolveInfo): Promise<Page<AccessLogEntry>> {
      return pageOfAccesses(args.person, args, info);
    }

    @Allow({ roles: ['citizen'], purpose: 'own record' })
    @ResolveField(() => AccessLogConnection, {
      name,
      nullable: true,
      description:
        'Who read or changed what this service holds about the person, latest first. For the person; in part for the mother of a child whom she has, who learns nothing here of visits, protection and hardship. Null where it is denied or the service is down.',
    })
    accessLog(
      @Parent() { id }: { id: string },
      @Args() args: PageArgs,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Page<AccessLogEntry>> {
      return pageOfAccesses(id, args, info);
    }
  }
  return AccessLogResolver;
}
