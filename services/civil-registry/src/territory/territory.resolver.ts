import { Allow, type SubgraphContext } from '@kamkor/subgraph';
import { Args, Context, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Territories } from './territories.js';
import { EVERYBODY, Territory } from './territory.js';

@Resolver(() => Territory)
export class TerritoryResolver {
  constructor(private readonly all: Territories) {}

  @Allow({ roles: EVERYBODY })
  @Query(() => Territory, { nullable: true, description: 'A territory by its code; null if there is none.' })
  territory(@Args('id', { description: 'Its code, such as `KG-C-03`.' }) id: string): Territory | null {
    return this.all.of(id);
  }

  @Allow({ roles: EVERYBODY })
  @Query(() => [Territory], { description: 'The units one level below a territory, or the country itself.' })
  territories(
    @Args('parent', {
      type: () => String,
      nullable: true,
      description: 'Code of the unit above. Without it you get the country itself.',
    })
    parent: string | null,
  ): readonly Territory[] {
    return this.all.within(parent ?? null);
  }

  @ResolveReference()
  byReference({ id }: { id: string }): Territory | null {
    return this.all.of(id);
  }

  @ResolveField(() => String, { description: 'Name in the caller’s language (`Accept-Language`: ky, ru, en).' })
  name(@Parent() { nameKy, nameRu, nameEn }: Territory, @Context() { language }: SubgraphContext): string {
    return language === 'ky' ? nameKy : language === 'ru' ? nameRu : nameEn;
  }

  @ResolveField(() => Territory, {
    nullable: true,
    description: 'The unit in which this one lies; null for a country.',
  })
  parent(@Parent() { parentCode }: Territory): Territory | null {
    return parentCode === null ? null : this.all.of(parentCode);
  }

  @ResolveField(() => [Territory], { description: 'The units one level below.' })
  children(@Parent() { id }: Territory): readonly Territory[] {
    return this.all.within(id);
  }

  @ResolveField(() => [Territory], {
    description: 'The units in which this one lies, from the country down to this one itself.',
  })
  path(@Parent() { id }: Territory): Territory[] {
    return this.all.path(id);
  }
}
