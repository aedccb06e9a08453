import { tx } from '@kamkor/persistence';
import { connectionOf, inSubtree, isUuid, keyed, loader, type Page, PageArgs, page } from '@kamkor/subgraph';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { In } from 'typeorm';
import type { NamingState } from '../rules/protection/naming-states.js';
import { NamingStateEnum } from './enumerations.js';
import { ProtectionGap } from './protection-gap.entity.js';
import { ProtectionWorker } from './protection-worker.entity.js';

@ObjectType({ description: 'Protection workers by territory, who was named first comes first.' })
export class ProtectionWorkerConnection extends connectionOf(ProtectionWorker) {}

@ObjectType({ description: 'Territories that nobody is named for, by their codes.' })
export class ProtectionGapConnection extends connectionOf(ProtectionGap) {}

@ArgsType()
export class ProtectionWorkerArgs extends PageArgs {
  @Field(() => [NamingStateEnum], { nullable: true, description: 'Only these states; all if not given.' })
  states?: NamingState[] | null;

  @Field(() => String, { nullable: true, description: 'Only this territory and everything below it.' })
  territory?: string | null;
}

@ArgsType()
export class ProtectionGapArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only this territory and everything below it.' })
  territory?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only those whose concerns nobody at all would see.' })
  uncovered?: boolean | null;
}

export const workerOf = loader(async (ids: readonly string[]) =>
  keyed(await tx().manager.findBy(ProtectionWorker, { id: In(ids.filter(isUuid)) }), ({ id }) => id),
);

/** The namings that the caller may see. */
export function listWorkers({ states, territory, ...args }: ProtectionWorkerArgs): Promise<Page<ProtectionWorker>> {
  const list = tx().manager.createQueryBuilder(ProtectionWorker, 'w');
  if (territory) inSubtree(list, 'w.territoryCode', territory);
  if (states) list.andWhere('w.state = ANY (:states)', { states });
  return page(
    list,
    [
      { column: 'w.territoryCode', type: 'text' },
      { column: 'w.namedAt', type: 'timestamptz' },
      { column: 'w.id', type: 'uuid' },
    ],
    args,
  );
}

/** Territories of the caller without a worker of their own. */
export function listGaps({ territory, uncovered, ...args }: ProtectionGapArgs): Promise<Page<ProtectionGap>> {
  const list = tx().manager.createQueryBuilder(ProtectionGap, 'g');
  if (territory) inSubtree(list, 'g.code', territory);
  if (uncovered) list.andWhere('g.coveredByCode IS NULL');
  return page(list, [{ column: 'g.code', type: 'text' }], args);
}
