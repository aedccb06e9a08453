import { Allow } from '@kamkor/subgraph';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Territory } from '../graph/territory.js';
import { documentationOf, TerritoryDocumentation } from './territory-documentation.js';

@Resolver(() => Territory)
export class TerritoryDocumentationResolver {
  @Allow({ roles: ['registrar', 'social-worker', 'social-supervisor', 'guardianship'], purpose: 'statistics' })
  @ResolveField(() => TerritoryDocumentation, {
    nullable: true,
    description:
      'How far the children of this territory are documented, counting those the caller may see; null outside the caller’s territory.',
  })
  documentation(@Parent() { id }: Territory): Promise<TerritoryDocumentation | null> {
    return documentationOf(id);
  }
}
