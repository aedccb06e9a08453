import { Allow } from '@kamkor/subgraph';
import { ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { PERSON_ROLES } from '../rules/person/roles.js';
import { Person } from './person.entity.js';
import { formerIdsOf } from './person-loaders.js';

@Resolver(() => Person)
export class MergedResolver {
  @Allow({ roles: PERSON_ROLES })
  @ResolveField(() => [ID], {
    nullable: true,
    description:
      'Ids of persons who turned out to be this one. Each still leads here, wherever a person is asked for by id.',
  })
  async formerIds(@Parent() { id }: Person): Promise<string[]> {
    return (await formerIdsOf(id)) ?? [];
  }
}
