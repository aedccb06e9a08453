import { tx } from '@kamkor/persistence';
import { isWithin } from '@kamkor/reference';
import { LAW } from '@kamkor/service-kit';
import { legalDate } from '@kamkor/time';
import { recordChange } from '@kamkor/trail';
import { Inject, Injectable } from '@nestjs/common';
import { linkNotifiedChildren } from '../birth-record/link-notified-children.js';
import type { Law } from '../rules/law.js';
import { canBeMother, motherAges } from '../rules/person/mother-age.js';
import { Territories } from '../territory/territories.js';
import type { EnterPersonInput } from './enter-person.input.js';
import { nameIn } from './name-in.js';
import { Person } from './person.entity.js';
import { personOf } from './person-loaders.js';
import * as refused from './refusals.js';

/**
 * Enters a person who is known from elsewhere. The same PIN with the same names, date of birth and sex is the same
 * person, also when entered twice at once; with other data it is refused, because one of the two documents is wrong.
 */
@Injectable()
export class EnterPerson {
  constructor(
    @Inject(LAW) private readonly law: Law,
    private readonly territories: Territories,
  ) {}

  /** Throws CONFLICT, FORBIDDEN, and BAD_USER_INPUT by field. */
  async enter(input: EnterPersonInput): Promise<Person> {
    const { birthDate, sex, territory, mother = null, knownFrom } = input;
    const names = this.names(input);
    const pin = this.pin(input);
    if (Temporal.PlainDate.compare(birthDate, legalDate(tx().now, this.law.calendar)) > 0) {
      throw refused.bornInFuture({ field: 'birthDate' });
    }
    if (!this.territories.of(territory)) throw refused.territoryUnknown({ field: 'territory' });
    const own = tx().principal.territory;
    if (own === null || !isWithin(territory, own)) throw refused.territoryNotYours({ field: 'territory' });
    if (mother) await this.checkMother(mother, birthDate);

    const [entered] = await tx().sql<{ id: string }>(
      `INSERT INTO person (family_name, given_name, patronymic, birth_date, sex, pin, territory, mother, known_from, entered_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (pin) DO NOTHING RETURNING id`,
      [...names, birthDate, sex, pin, territory, mother, knownFrom, tx().now],
    );
    if (!entered) return this.known(pin, names, input);
    recordChange({ person: entered.id, subjectType: 'Person', subjectId: entered.id, change: 'PERSON_ENTERED' });
    if (pin) await linkNotifiedChildren(entered.id, birthDate, this.law);
    return tx().manager.findOneByOrFail(Person, { id: entered.id });
  }

  private async known(pin: string | null, names: readonly (string | null)[], input: EnterPersonInput): Promise<Person> {
    const person = pin === null ? null : await tx().manager.findOneBy(Person, { pin });
    if (!person) throw refused.pinTaken({ field: 'pin' });
    const known = [person.familyName, person.givenName, person.patronymic, person.birthDate.toString(), person.sex];
    const said = [...names, input.birthDate.toString(), input.sex];
    if (known.join('\n') !== said.join('\n')) throw refused.pinTaken({ field: 'pin' });
    return person;
  }

  private names({ familyName, givenName, patronymic }: EnterPersonInput): (string | null)[] {
    return Object.entries({ familyName, givenName, patronymic }).map(([field, name]) => {
      if (field === 'patronymic' && !name?.trim()) return null;
      return nameIn(field, name ?? '');
    });
  }

  private async checkMother(id: string, child: Temporal.PlainDate): Promise<void> {
    const mother = await personOf(id);
    if (!mother) throw refused.motherUnknown({ field: 'mother' });
    if (!canBeMother(mother.birthDate, child, this.law.book)) {
      const { least, greatest } = motherAges(this.law.book, child);
      throw refused.motherAgeImpossible({ field: 'mother' }, { least, greatest });
    }
  }

  private pin({ pin, birthDate, sex }: EnterPersonInput): string | null {
    if (pin === null || pin === undefined) return null;
    const parsed = this.law.personalIdentifier.parse(pin, { birthDate, sex });
    if (!parsed.ok) throw refused.pinMalformed({ field: 'pin' });
    return parsed.value;
  }
}
