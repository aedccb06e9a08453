import { tx } from '@kamkor/persistence';
import { hasRole } from '@kamkor/principal';
import { connectionOf, inSubtree, type Page, PageArgs, page } from '@kamkor/subgraph';
import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import type { RegistryState } from '../rules/birth-record/child-identity.js';
import type { Parentage } from '../rules/birth-record/parentage.js';
import type { PinState } from '../rules/birth-record/pin-states.js';
import type { BirthRecordState } from '../rules/birth-record/states.js';
import { BirthRecord } from './birth-record.entity.js';
import { BirthRecordStateEnum, ParentageEnum, PinStateEnum, RegistryStateEnum } from './enumerations.js';

@ObjectType({ description: 'A list of birth records.' })
export class BirthRecordConnection extends connectionOf(BirthRecord) {}

@ArgsType()
export class BirthRecordArgs extends PageArgs {
  @Field(() => [BirthRecordStateEnum], { nullable: true, description: 'Only records in one of these states.' })
  states?: BirthRecordState[] | null;

  @Field(() => RegistryStateEnum, {
    nullable: true,
    description: 'Only records with this identification; those that are NOT_IDENTIFIED wait for a decision.',
  })
  identification?: RegistryState | null;

  @Field(() => PinStateEnum, { nullable: true, description: 'Only records whose PIN is in this state.' })
  pinState?: PinState | null;

  @Field(() => ParentageEnum, {
    nullable: true,
    description: 'Only records with this parentage; those with MISMATCH wait for a second registrar. For registrars.',
  })
  parentage?: Parentage | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only records whose next step, PIN or parentage is overdue now.',
  })
  overdue?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only this territory and everything below it, for example `KG-C`.',
  })
  territory?: string | null;
}

/**
 * The registrar's work list: first what is due, by when it is due, then what waits for the family, the oldest birth
 * first.
 */
export function listBirthRecords(args: BirthRecordArgs): Promise<Page<BirthRecord>> {
  const list = tx().manager.createQueryBuilder(BirthRecord, 'record');
  const { states, identification, territory, pinState, parentage, overdue } = args;
  if (states) list.andWhere('record.state = ANY(:states)', { states });
  if (identification) list.andWhere('record.registryState = :identification', { identification });
  if (pinState) list.andWhere('record.pinState = :pinState', { pinState });
  // Whoever may not see the parentage can't find it out by filtering either.
  if (parentage)
    list.andWhere(hasRole(tx().principal, ['registrar']) ? 'record.parentage = :parentage' : 'false', { parentage });
  if (overdue)
    list.andWhere(`LEAST(record.dueAt, record.pinDueAt${ofRegistrar()}) <= :now`, { now: tx().now.toString() });
  if (territory) inSubtree(list, 'record.territoryCode', territory);
  return page(
    list,
    [
      { column: 'record.queueRank', type: 'int' },
      { column: 'record.queueAt', type: 'timestamptz' },
      { column: 'record.id', type: 'uuid' },
    ],
    args,
  );
}

const ofRegistrar = (): string => (hasRole(tx().principal, ['registrar']) ? ', record.parentageDueAt' : '');
