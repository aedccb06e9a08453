import { tx } from '@kamkor/persistence';
import { Allow, AllowedAction, Instant, type Page, Uuid } from '@kamkor/subgraph';
import { Args, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { NotificationReference } from '../graph/birth-notification.js';
import { motherOf } from '../person/mother-of.js';
import { Person } from '../person/person.entity.js';
import { personOf } from '../person/person-loaders.js';
import type { Parentage } from '../rules/birth-record/parentage.js';
import { BIRTH_RECORD_ROLES } from '../rules/birth-record/roles.js';
import { Territories } from '../territory/territories.js';
import { Territory } from '../territory/territory.js';
import { BirthRecord } from './birth-record.entity.js';
import { allowedActions } from './birth-record-actions.js';
import { BirthRecordConnection, BirthRecordListArgs, listBirthRecords } from './birth-record-list.js';
import { birthRecordOf, candidatesOf, decidedBeforeOf } from './birth-record-loaders.js';
import { EarlierParentageDecision } from './earlier-decision.entity.js';
import { Parentages } from './enumerations.js';

@Resolver(() => BirthRecord)
export class BirthRecordResolver {
  constructor(private readonly territories: Territories) {}

  @Allow({ roles: BIRTH_RECORD_ROLES, purpose: 'civil registration' })
  @Query(() => BirthRecord, {
    nullable: true,
    description: 'A birth record by id; null where there is none that you may see.',
  })
  birthRecord(@Args('id', { type: () => Uuid, description: 'Id of the record.' }) id: string) {
    return birthRecordOf(id);
  }

  @Allow({ roles: BIRTH_RECORD_ROLES, purpose: 'civil registration' })
  @Query(() => BirthRecordConnection, {
    description:
      "Birth records: a registrar's work list of the own territory, a mother's own children. What falls due first comes first; then what waits for the family, by birth.",
  })
  birthRecords(@Args() args: BirthRecordListArgs): Promise<Page<BirthRecord>> {
    return listBirthRecords(args);
  }

  @ResolveReference()
  byReference({ id }: { id: string }): Promise<BirthRecord | null> {
    return birthRecordOf(id);
  }

  @ResolveField(() => NotificationReference, {
    nullable: true,
    description: 'The notification that the record came from; null for a child found at a visit.',
  })
  notification(@Parent() { notificationId, ofSibling }: BirthRecord): NotificationReference | null {
    return ofSibling ? null : { id: notificationId };
  }

  @ResolveField(() => Person, { nullable: true, description: 'The child; null while nobody has decided who it is.' })
  child(@Parent() { childId }: BirthRecord): Promise<Person | null> | null {
    return childId === null ? null : personOf(childId);
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'The mother, where the registry knows her, you may see her, and nothing forbids to name her.',
  })
  mother(@Parent() record: BirthRecord): Promise<Person | null> {
    return motherOf(record);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'The territory whose registrars keep the record.' })
  territory(@Parent() { territoryCode }: BirthRecord): Territory | null {
    return this.territories.of(territoryCode);
  }

  @Allow({ roles: ['registrar'] })
  @ResolveField(() => Parentages, {
    nullable: true,
    description: 'Whether it is certain who the mother is. For registrars.',
  })
  parentage(@Parent() { parentage }: BirthRecord): Parentage {
    return parentage;
  }

  @Allow({ roles: ['registrar'] })
  @ResolveField(() => Instant, {
    nullable: true,
    description: 'Until when a second registrar decides who the mother is; null: nothing to decide. For registrars.',
  })
  parentageDueAt(@Parent() { parentageDueAt }: BirthRecord): Temporal.Instant | null {
    return parentageDueAt;
  }

  @Allow({ roles: ['registrar'] })
  @ResolveField(() => Person, {
    nullable: true,
    description: 'The mother whom the application names, where she is not certainly the notified one. For registrars.',
  })
  appliedMother(@Parent() { appliedMotherId, withheldFromMother }: BirthRecord): Promise<Person | null> {
    return motherOf({ motherId: appliedMotherId, withheldFromMother });
  }

  @Allow({ roles: ['registrar'] })
  @ResolveField(() => String, {
    nullable: true,
    description: 'Why it was decided so who the mother is. For registrars.',
  })
  parentageGrounds(@Parent() { parentageGrounds }: BirthRecord): string | null {
    return parentageGrounds;
  }

  @Allow({ roles: ['registrar'] })
  @ResolveField(() => [EarlierParentageDecision], {
    nullable: true,
    description: 'What was decided of the mother before an application questioned it anew. For registrars.',
  })
  async earlierParentageDecisions(@Parent() { id }: BirthRecord): Promise<EarlierParentageDecision[]> {
    return (await decidedBeforeOf(id)) ?? [];
  }

  @Allow({ roles: ['registrar'] })
  @ResolveField(() => [Person], {
    nullable: true,
    description: 'Whom the child could be, while it is not identified: same mother, date and sex. For registrars.',
  })
  async candidates(@Parent() { id, childId }: BirthRecord): Promise<Person[]> {
    return childId === null ? ((await candidatesOf(id)) ?? []) : [];
  }

  @ResolveField(() => BirthRecord, {
    nullable: true,
    description:
      'The record on which the papers of this child are, where it was notified twice; null otherwise, and where you may not see it.',
  })
  papersOn(@Parent() { papersOnId }: BirthRecord): Promise<BirthRecord | null> | null {
    return papersOnId === null ? null : birthRecordOf(papersOnId);
  }

  @ResolveField(() => [AllowedAction], { description: 'What you may do with the record now, and why not the rest.' })
  async allowedActions(@Parent() record: BirthRecord): Promise<AllowedAction[]> {
    const child = record.childId === null ? null : await personOf(record.childId);
    return allowedActions({ ...record, pinKnown: child !== null && child.pin !== null }, tx().principal);
  }
}
