import { tx } from '@kamkor/persistence';
import { connectionOf, inSubtree, isUuid, keyed, loader, type Page, PageArgs, page } from '@kamkor/subgraph';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { In } from 'typeorm';
import type { SafetyConcernState } from '../rules/obstacle/safety-concern-states.js';
import { SafetyConcernStateEnum } from './enumerations.js';
import { SafetyConcern } from './safety-concern.entity.js';

@ObjectType({ description: 'Safety concerns: what nobody has taken up comes first, the eldest first.' })
export class SafetyConcernConnection extends connectionOf(SafetyConcern) {}

@ArgsType()
export class SafetyConcernArgs extends PageArgs {
  @Field(() => [SafetyConcernStateEnum], { nullable: true, description: 'Only these states; all if not given.' })
  states?: SafetyConcernState[] | null;

  @Field(() => String, { nullable: true, description: 'Only this territory and everything below it.' })
  territory?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only what has come up to this territory because nobody took it up in time.',
  })
  escalatedTo?: string | null;
}

export const concernOf = loader(async (ids: readonly string[]) =>
  keyed(await tx().manager.findBy(SafetyConcern, { id: In(ids.filter(isUuid)) }), ({ id }) => id),
);

/** The concerns that the caller may see. */
export function listConcerns({
  states,
  territory,
  escalatedTo,
  ...args
}: SafetyConcernArgs): Promise<Page<SafetyConcern>> {
  const list = tx().manager.createQueryBuilder(SafetyConcern, 'c');
  inSubtree(list, 'c.territoryCode', tx().principal.territory ?? '', 'own');
  if (territory) inSubtree(list, 'c.territoryCode', territory);
  if (escalatedTo) list.andWhere('c.escalatedToCode = :escalatedTo', { escalatedTo });
  if (states) list.andWhere('c.state = ANY (:states)', { states });
  return page(
    list,
    [
      { column: 'c.queueRank', type: 'int' },
      { column: 'c.raisedAt', type: 'timestamptz' },
      { column: 'c.id', type: 'uuid' },
    ],
    args,
  );
}
