import { tx } from '@kamkor/persistence';
import { connectionOf, isUuid, keyed, loader, type Page, PageArgs, page } from '@kamkor/subgraph';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { In } from 'typeorm';
import type { DuplicateState } from '../rules/duplicate/states.js';
import { DuplicateCandidate } from './candidate.entity.js';
import { DuplicateStateEnum } from './enumerations.js';

@ObjectType({
  description: 'Pairs of notified births: undecided ones first, those with the highest score before others.',
})
export class DuplicateCandidateConnection extends connectionOf(DuplicateCandidate) {}

@ArgsType()
export class DuplicateCandidateArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only pairs of which one birth is of this territory or below it.',
  })
  territory?: string | null;

  @Field(() => [DuplicateStateEnum], { nullable: true, description: 'Only these states; all if not given.' })
  states?: DuplicateState[] | null;
}

/** The pairs that the caller may see; of open ones those that can be decided. */
export function listCandidates({
  territory,
  states,
  ...args
}: DuplicateCandidateArgs): Promise<Page<DuplicateCandidate>> {
  const list = tx().manager.createQueryBuilder(DuplicateCandidate, 'd');
  if (territory) {
    list.andWhere(
      '((d.territoryOne >= :from AND d.territoryOne < :to) OR (d.territoryOther >= :from AND d.territoryOther < :to))',
      { from: territory, to: `${territory}.` },
    );
  }
  list.andWhere(`(NOT d.superseded OR d.state <> 'OPEN')`);
  if (states) list.andWhere('d.state = ANY (:states)', { states });
  return page(
    list,
    [
      { column: 'd.urgency', type: 'int' },
      { column: 'd.foundAt', type: 'timestamptz' },
      { column: 'd.id', type: 'uuid' },
    ],
    args,
  );
}

export const candidateOf = loader(async (ids: readonly string[]) =>
  keyed(await tx().manager.findBy(DuplicateCandidate, { id: In(ids.filter(isUuid)) }), ({ id }) => id),
);
