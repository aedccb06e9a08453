import { dataOf, type ReferenceData } from '@kamkor/database';
import { PROFILES } from '@kamkor/reference';
import { referenceDatabase } from '@kamkor/reference/database';

/** Those of every country that there is a profile of. */
export const facilities: ReferenceData = {
  table: 'facility',
  key: 'code',
  rows: PROFILES.flatMap((profile) => profile.facilities).map(({ code, territory, name }) => ({
    code,
    territory,
    name_ky: name.ky,
    name_ru: name.ru,
    name_en: name.en,
  })),
};

export const birthsData: readonly ReferenceData[] = [...dataOf(referenceDatabase), facilities];
