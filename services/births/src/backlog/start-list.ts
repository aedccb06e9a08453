import { tx } from '@kamkor/persistence';
import { connectionOf, inSubtree, isUuid, keyed, loader, type Page, PageArgs, page } from '@kamkor/subgraph';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { In } from 'typeorm';
import type { TerritoryStartState } from '../rules/backlog/territory-start.js';
import { TerritoryStartStateEnum } from './enumerations.js';
import { TerritoryStart } from './start.entity.js';

@ObjectType({ description: 'Starts of territories, by the code of the territory.' })
export class TerritoryStartConnection extends connectionOf(TerritoryStart) {}

@ArgsType()
export class TerritoryStartArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only this territory and everything below it.' })
  territory?: string | null;

  @Field(() => [TerritoryStartStateEnum], { nullable: true, description: 'Only these states; all if not given.' })
  states?: TerritoryStartState[] | null;
}

const IS = {
  PLANNED: 's.withdrawnAt IS NULL AND s.startsAt > :now',
  LIVE: 's.withdrawnAt IS NULL AND s.startsAt <= :now',
  WITHDRAWN: 's.withdrawnAt IS NOT NULL',
} as const satisfies Record<TerritoryStartState, string>;

/** The starts that the caller may see: of the own territory, of those below it and of those it lies in. */
export function listStarts({ territory, states, ...asked }: TerritoryStartArgs): Promise<Page<TerritoryStart>> {
  const list = tx().manager.createQueryBuilder(TerritoryStart, 's');
  if (territory) inSubtree(list, 's.territoryCode', territory);
  if (states) {
    const either = states.map((state) => `(${IS[state]})`).join(' OR ');
    list.andWhere(`(${either || 'false'})`, { now: tx().now.toString() });
  }
  return page(
    list,
    [
      { column: 's.territoryCode', type: 'text' },
      { column: 's.id', type: 'uuid' },
    ],
    asked,
  );
}

/** The start that holds for a territory: its own, or that of one it lies in. */
export function startHoldingFor(territory: string): Promise<TerritoryStart | null> {
  const list = tx().manager.createQueryBuilder(TerritoryStart, 's').where('s.withdrawnAt IS NULL');
  return list
    .andWhere(`s.territoryCode <= :territory AND :territory < (s.territoryCode || '.') COLLATE "C"`, { territory })
    .getOne();
}

export const startOf = loader(async (ids: readonly string[]) =>
  keyed(
    await tx()
      .manager.getRepository(TerritoryStart)
      .findBy({ id: In(ids.filter(isUuid)) }),
    ({ id }) => id,
  ),
);
