import type { ReferenceData } from '@kamkor/database';
import { PROFILES } from '@kamkor/reference';

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
