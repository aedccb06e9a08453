import { tx } from '@kamkor/persistence';
import { connectionOf, inSubtree, type Page, page } from '@kamkor/subgraph';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { BirthSearchArgs, byBirth } from '../graph/by-birth.js';
import { ownScope } from '../graph/own-scope.js';
import type { WatchState } from '../rules/documentation/watch-states.js';
import { WatchStateEnum } from './enumerations.js';
import { DocumentationWatch } from './watch.entity.js';

@ObjectType({ description: 'Watched children: overdue ones first, then by when they are due.' })
export class DocumentationWatchConnection extends connectionOf(DocumentationWatch) {}

@ArgsType()
export class DocumentationWatchArgs extends BirthSearchArgs {
  @Field(() => String, { nullable: true, description: 'Only this territory and everything below it.' })
  territory?: string | null;

  @Field(() => [WatchStateEnum], { nullable: true, description: 'Only these states; all if not given.' })
  states?: WatchState[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those who ever were overdue, or only those who never were.',
  })
  wasOverdue?: boolean | null;
}

/** The watched children that the caller may see. */
export function listWatches(args: DocumentationWatchArgs): Promise<Page<DocumentationWatch>> {
  const list = ownScope(tx().manager.createQueryBuilder(DocumentationWatch, 'w'), {
    territory: 'w.territoryCode',
    mother: 'w.motherPersonId',
  });
  if (args.territory) inSubtree(list, 'w.territoryCode', args.territory);
  if (args.states) list.andWhere('w.state = ANY (:states)', { states: args.states });
  if (typeof args.wasOverdue === 'boolean') list.andWhere('w.wasOverdue = :overdue', { overdue: args.wasOverdue });
  byBirth(list, args, { notification: 'w.notificationId', child: 'w.childPersonId' });
  return page(
    list,
    [
      { column: 'w.urgency', type: 'int' },
      { column: 'w.dueAt', type: 'timestamptz' },
      { column: 'w.id', type: 'uuid' },
    ],
    args,
  );
}
