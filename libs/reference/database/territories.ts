import type { ReferenceData } from '@kamkor/database';
import { PROFILES } from '../src/profiles/index.js';
import type { Territory } from '../src/territory.js';

export const asTerritories = (territories: readonly Territory[]): ReferenceData => ({
  table: 'territory',
  key: 'code',
  rows: territories.map(({ code, parent, name, validFrom, validTo }) => ({
    code,
    parent,
    name_ky: name.ky,
    name_ru: name.ru,
    name_en: name.en,
    valid_from: validFrom,
    valid_to: validTo,
  })),
});

/** Those of every country that there is a profile of. */
export const territories = asTerritories(PROFILES.flatMap((profile) => profile.territories));
