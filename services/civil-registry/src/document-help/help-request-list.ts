import { tx } from '@kamkor/persistence';
import { connectionOf, inSubtree, type Page, PageArgs, page } from '@kamkor/subgraph';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import type { DocumentHelpState } from '../rules/document-help/states.js';
import { DocumentHelpStateEnum } from './enumerations.js';
import { DocumentHelpRequest } from './help-request.entity.js';

@ObjectType({ description: 'A list of requests for help with documents.' })
export class DocumentHelpRequestConnection extends connectionOf(DocumentHelpRequest) {}

@ArgsType()
export class DocumentHelpRequestArgs extends PageArgs {
  @Field(() => [DocumentHelpStateEnum], { nullable: true, description: 'Only requests in one of these states.' })
  states?: DocumentHelpState[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only requests whose help is overdue now.' })
  overdue?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only this territory and everything below it, for example `KG-C`.',
  })
  territory?: string | null;
}

/** The registrar's work list: first what is due, by when it is due, then what has ended. */
export function listHelpRequests(args: DocumentHelpRequestArgs): Promise<Page<DocumentHelpRequest>> {
  const list = tx().manager.createQueryBuilder(DocumentHelpRequest, 'request');
  const { states, overdue, territory } = args;
  if (states) list.andWhere('request.state = ANY(:states)', { states });
  if (overdue) list.andWhere('request.dueAt <= :now', { now: tx().now.toString() });
  if (territory) inSubtree(list, 'request.territoryCode', territory);
  return page(
    list,
    [
      { column: 'request.queueRank', type: 'int' },
      { column: 'request.queueAt', type: 'timestamptz' },
      { column: 'request.id', type: 'uuid' },
    ],
    args,
  );
}
