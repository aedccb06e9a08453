import { tx } from '@kamkor/persistence';
import { connectionOf, inSubtree, type Page, PageArgs, page } from '@kamkor/subgraph';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import type { SituationState } from '../rules/hard-life-situation/states.js';
import { SituationStateEnum } from './enumerations.js';
import { HardLifeSituation } from './situation.entity.js';

@ObjectType({ description: 'A list of hard life situations.' })
export class HardLifeSituationConnection extends connectionOf(HardLifeSituation) {}

@ArgsType()
export class SituationArgs extends PageArgs {
  @Field(() => [SituationStateEnum], { nullable: true, description: 'Only situations in one of these states.' })
  states?: SituationState[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only this territory and everything below it, for example `KG-C`.',
  })
  territory?: string | null;
}

/** The specialist's work list: first what is due, by when it is due, then the rest by registration. */
export function listSituations(args: SituationArgs): Promise<Page<HardLifeSituation>> {
  const list = tx().manager.createQueryBuilder(HardLifeSituation, 'situation');
  const { states, territory } = args;
  if (states) list.andWhere('situation.state = ANY(:states)', { states });
  if (territory) inSubtree(list, 'situation.territoryCode', territory);
  return page(
    list,
    [
      { column: 'situation.queueRank', type: 'int' },
      { column: 'situation.queueAt', type: 'timestamptz' },
      { column: 'situation.id', type: 'uuid' },
    ],
    args,
  );
}
