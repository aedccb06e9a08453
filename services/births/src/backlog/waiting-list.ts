import { tx } from '@kamkor/persistence';
import { inSubtree, type Page, PageArgs, page } from '@kamkor/subgraph';
import { ArgsType, Field } from '@nestjs/graphql';
import { DocumentationWatch } from '../documentation/watch.entity.js';
import { ownScope } from '../graph/own-scope.js';

@ArgsType()
export class WaitingChildrenArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only this territory and everything below it.' })
  territory?: string | null;
}

/** Who waits, in the order of release. */
export function listWaiting({ territory, ...asked }: WaitingChildrenArgs): Promise<Page<DocumentationWatch>> {
  const list = ownScope(tx().manager.createQueryBuilder(DocumentationWatch, 'w'), { territory: 'w.territoryCode' });
  list.andWhere('w.awaitsRelease');
  if (territory) inSubtree(list, 'w.territoryCode', territory);
  return page(
    list,
    [
      { column: 'w.releaseRank', type: 'int' },
      { column: 'w.id', type: 'uuid' },
    ],
    asked,
  );
}
