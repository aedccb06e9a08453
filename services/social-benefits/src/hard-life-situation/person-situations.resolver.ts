import { Allow } from '@kamkor/subgraph';
import { Parent, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Person } from '../graph/person.js';
import { READERS } from '../rules/hard-life-situation/roles.js';
import { HardLifeSituation } from './situation.entity.js';
import { situationsOfPerson } from './situation-loaders.js';

@Resolver(() => Person)
export class PersonSituationsResolver {
  @ResolveReference()
  byReference({ id }: { id: string }): Person {
    return { id };
  }

  @Allow({ roles: READERS, purpose: 'social protection' })
  @ResolveField(() => [HardLifeSituation], {
    nullable: true,
    description:
      'Hard life situations of the person’s family that you may see, the latest first. Null if it is denied or the service is down.',
  })
  async hardLifeSituations(@Parent() { id }: Person): Promise<HardLifeSituation[]> {
    return (await situationsOfPerson(id)) ?? [];
  }
}
