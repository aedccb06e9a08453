import { tx } from '@kamkor/persistence';
import { Allow, AllowedAction, type Page, Uuid } from '@kamkor/subgraph';
import { Args, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { BirthNotification } from '../graph/birth-notification.js';
import { motherOf } from '../person/mother-of.js';
import { Person } from '../person/person.entity.js';
import { personOf } from '../person/person-loaders.js';
import { BIRTH_RECORD_ROLES } from '../rules/birth-record/roles.js';
import { Territories } from '../territory/territories.js';
import { Territory } from '../territory/territory.js';
import { BirthRecord } from './birth-record.entity.js';
import { actionsOn } from './birth-record-actions.js';
import { BirthRecordArgs, BirthRecordConnection, listBirthRecords } from './birth-record-list.js';
import { birthRecordOf, candidatesOf } from './birth-record-loaders.js';

const PURPOSE = 'civil registration';

@Resolver(() => BirthRecord)
export class BirthRecordResolver {
  constructor(private readonly territories: Territories) {}

  @Allow({ roles: BIRTH_RECORD_ROLES, purpose: PURPOSE })
  @Query(() => BirthRecord, {
    nullable: true,
    description: 'A birth record by its id; null if there is none that you may see.',
  })
  birthRecord(@Args('id', { type: () => Uuid, description: 'The record’s id.' }) id: string) {
    return birthRecordOf(id);
  }

  @Allow({ roles: BIRTH_RECORD_ROLES, purpose: PURPOSE })
  @Query(() => BirthRecordConnection, {
    description:
      'Birth records: the work list of a registrar’s territory, or a mother’s own children. First come those with something due, by when it is due; then those that wait for the family, by birth.',
  })
  birthRecords(@Args() args: BirthRecordArgs): Promise<Page<BirthRecord>> {
    return listBirthRecords(args);
  }

  @ResolveReference()
  byReference({ id }: { id: string }): Promise<BirthRecord | null> {
    return birthRecordOf(id);
  }

  @ResolveField(() => BirthNotification, {
    nullable: true,
    description: 'The notification that the record was made from; null for a child that was found at a visit.',
  })
  notification(@Parent() { notificationId, ofSibling }: BirthRecord): BirthNotification | null {
    return ofSibling ? null : { id: notificationId };
  }

  @ResolveField(() => Person, { nullable: true, description: 'The child; null until somebody has decided who it is.' })
  child(@Parent() { childId }: BirthRecord): Promise<Person | null> | null {
    return childId === null ? null : personOf(childId);
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'The mother, if the registry knows her, you may see her, and nothing forbids naming her.',
  })
  mother(@Parent() record: BirthRecord): Promise<Person | null> {
    return motherOf(record);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'The territory whose registrars keep the record.' })
  territory(@Parent() { territoryCode }: BirthRecord): Territory | null {
    return this.territories.of(territoryCode);
  }

  @Allow({ roles: ['registrar'] })
  @ResolveField(() => [Person], {
    nullable: true,
    description:
      'Who the child could be, while it is not identified: persons with the same mother, date of birth and sex. For registrars.',
  })
  async candidates(@Parent() { id, childId }: BirthRecord): Promise<Person[]> {
    return childId === null ? ((await candidatesOf(id)) ?? []) : [];
  }

  @ResolveField(() => BirthRecord, {
    nullable: true,
    description:
      'The record that has this child’s papers, if the child was notified twice; null otherwise, and if you may not see that record.',
  })
  papersOn(@Parent() { papersOnId }: BirthRecord): Promise<BirthRecord | null> | null {
    return papersOnId === null ? null : birthRecordOf(papersOnId);
  }

  @ResolveField(() => [AllowedAction], {
    description: 'What you may do with the record now, and why you may not do the rest.',
  })
  async allowedActions(@Parent() record: BirthRecord): Promise<AllowedAction[]> {
    const child = record.childId === null ? null : await personOf(record.childId);
    return actionsOn({ ...record, pinKnown: child !== null && child.pin !== null }, tx().principal);
  }
}
