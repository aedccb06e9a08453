import { Parent, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Territory } from '../graph/territory.js';
import { Facility } from './facility.entity.js';
import { facilityOf } from './notification-loaders.js';

@Resolver(() => Facility)
export class FacilityResolver {
  @ResolveReference()
  resolveReference({ id }: { id: string }): Promise<Facility | null> {
    return facilityOf(id);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'Where the facility is.' })
  territory(@Parent() { territoryCode }: Facility): Territory {
    return { id: territoryCode };
  }
}
