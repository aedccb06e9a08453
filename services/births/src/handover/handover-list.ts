import { tx } from '@kamkor/persistence';
import { connectionOf, inSubtree, isUuid, keyed, loader, type Page, PageArgs, page } from '@kamkor/subgraph';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { In } from 'typeorm';
import { HandoverStateEnum } from '../outreach/enumerations.js';
import type { HandoverState } from '../rules/handover/states.js';
import { OutreachHandover } from './handover.entity.js';

@ObjectType({ description: 'Offers to hand tasks over, oldest first.' })
export class OutreachHandoverConnection extends connectionOf(OutreachHandover) {}

@ArgsType()
export class OutreachHandoverArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only offers to this territory and everything below it.' })
  to?: string | null;

  @Field(() => String, { nullable: true, description: 'Only offers from this territory and everything below it.' })
  from?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only offers whose answer is awaited although its term is over.',
  })
  overdue?: boolean | null;

  @Field(() => [HandoverStateEnum], { nullable: true, description: 'Only these states; all if not given.' })
  states?: HandoverState[] | null;
}

/** The offers that the caller may see: made or received. */
export function listHandovers(args: OutreachHandoverArgs): Promise<Page<OutreachHandover>> {
  const list = tx().manager.createQueryBuilder(OutreachHandover, 'h');
  if (args.to) inSubtree(list, 'h.toCode', args.to);
  if (args.from) inSubtree(list, 'h.fromCode', args.from, 'source');
  if (args.overdue) list.andWhere(`h.state = 'OFFERED' AND h.dueAt <= :now`, { now: tx().now.toString() });
  if (args.states) list.andWhere('h.state = ANY (:states)', { states: args.states });
  return page(
    list,
    [
      { column: 'h.offeredAt', type: 'timestamptz' },
      { column: 'h.id', type: 'uuid' },
    ],
    args,
  );
}

/** The offer of a task whose answer is awaited; there is one at most. */
export const awaitedOfferOf = loader(async (taskIds: readonly string[]) =>
  keyed(
    await tx()
      .manager.getRepository(OutreachHandover)
      .findBy({ taskId: In([...taskIds]), state: 'OFFERED' }),
    ({ taskId }) => taskId,
  ),
);

export const handoverOf = loader(async (ids: readonly string[]) =>
  keyed(
    await tx()
      .manager.getRepository(OutreachHandover)
      .findBy({ id: In(ids.filter(isUuid)) }),
    ({ id }) => id,
  ),
);
