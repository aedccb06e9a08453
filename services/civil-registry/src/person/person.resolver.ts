import { tx } from '@kamkor/persistence';
import { LAW } from '@kamkor/service-kit';
import { Allow, Uuid } from '@kamkor/subgraph';
import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { BirthRecord } from '../birth-record/birth-record.entity.js';
import { recordOfChild } from '../birth-record/birth-record-loaders.js';
import { BIRTH_RECORD_ROLES } from '../rules/birth-record/roles.js';
import type { Law } from '../rules/law.js';
import { PERSON_ROLES } from '../rules/person/roles.js';
import { Territories } from '../territory/territories.js';
import { Territory } from '../territory/territory.js';
import { EnterPersonInput } from './enter-person.input.js';
import { EnterPerson } from './enter-person.js';
import { motherOf } from './mother-of.js';
import { Person } from './person.entity.js';
import { personByPin, pinWarnings } from './person-by-pin.js';
import { childrenOf, personOf } from './person-loaders.js';

@Resolver(() => Person)
export class PersonResolver {
  constructor(
    private readonly entries: EnterPerson,
    private readonly territories: Territories,
    @Inject(LAW) private readonly law: Law,
  ) {}

  @Allow({ roles: ['citizen'], purpose: 'own record' })
  @Query(() => Person, {
    nullable: true,
    description: 'The citizen who asks; null if the registry does not know them.',
  })
  me(): Promise<Person | null> {
    const { person } = tx().principal;
    return person === null ? Promise.resolve(null) : personOf(person);
  }

  @Allow({ roles: PERSON_ROLES, purpose: 'population register' })
  @Query(() => Person, { nullable: true, description: 'A person by id; null if there is none that you may see.' })
  person(@Args('id', { type: () => Uuid, description: "The registry's id of the person." }) id: string) {
    return personOf(id);
  }

  @Allow({ roles: ['registrar'], purpose: 'civil registration' })
  @Query(() => Person, {
    nullable: true,
    description: 'A person of your territory by PIN; null if there is none. Spaces are ignored. For registrars.',
  })
  personByPin(@Args('pin', { description: 'Personal identification number.' }) pin: string): Promise<Person | null> {
    return personByPin(pin, this.law);
  }

  @Allow({ roles: ['registrar'], purpose: 'civil registration' })
  @Mutation(() => Person, {
    nullable: true,
    description:
      'Enters a person who is known from paper or another register. The same PIN with the same data gives the person who is already there; with other data it is refused (CONFLICT, PIN_TAKEN).',
  })
  enterPerson(
    @Args('input', { description: 'What is known of the person.' }) input: EnterPersonInput,
  ): Promise<Person> {
    return this.entries.enter(input);
  }

  @ResolveReference()
  byReference({ id }: { id: string }): Promise<Person | null> {
    return personOf(id);
  }

  @Allow({ roles: ['registrar', 'citizen'] })
  @ResolveField(() => String, {
    nullable: true,
    description: 'Personal identification number; null if the person has none yet. For registrars and the person.',
  })
  pin(@Parent() { pin }: Person): string | null {
    return pin;
  }

  @Allow({ roles: ['registrar'] })
  @ResolveField(() => [String], {
    nullable: true,
    description:
      'Why the PIN deserves a second look: EMBEDDED_DATE_DOES_NOT_EXIST, BIRTH_DATE_DIFFERS, SEX_DIFFERS. It is valid all the same. For registrars.',
  })
  pinWarnings(@Parent() person: Person): readonly string[] {
    return pinWarnings(person, this.law);
  }

  @ResolveField(() => Territory, { nullable: true, description: 'Where the person lives.' })
  territory(@Parent() { territoryCode }: Person): Territory | null {
    return this.territories.of(territoryCode);
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'The mother, if the registry knows her, you may see her, and nothing forbids naming her.',
  })
  mother(@Parent() child: Person): Promise<Person | null> {
    return motherOf(child);
  }

  @ResolveField(() => [Person], { description: 'The children of this mother, the eldest first.' })
  async children(@Parent() { id }: Person): Promise<Person[]> {
    return (await childrenOf(id)) ?? [];
  }

  @Allow({ roles: BIRTH_RECORD_ROLES })
  @ResolveField(() => BirthRecord, {
    nullable: true,
    description: 'The record of this person’s birth; null if it was never notified.',
  })
  birthRecord(@Parent() { id }: Person): Promise<BirthRecord | null> {
    return recordOfChild(id);
  }
}
