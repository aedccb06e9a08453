import { kgPin } from '@kamkor/identifiers';
import type { CountryProfile } from '../../country-profile.js';
import { legalCalendar } from '../../holiday.js';
import { text } from '../../text.js';
import { codeLists } from './code-lists/index.js';
import { facilities } from './facilities.js';
import { holidays, publishedYears } from './holidays.js';
import { territories } from './territories.js';

/** Kyrgyzstan. */
export const kg: CountryProfile = {
  code: 'KG',
  name: text('Кыргыз Республикасы', 'Кыргызская Республика', 'Kyrgyz Republic'),
  languages: ['ky', 'ru', 'en'],
  currency: { code: 'KGS', minorUnitDigits: 2 },
  calendar: legalCalendar({
    // The zone's history is in the runtime: summer time until 12 August 2005, UTC+6 without it since.
    zones: [{ from: '1924-05-02', zone: 'Asia/Bishkek' }],
    weekend: [6, 7],
    holidays,
    years: [2024, 2025, 2026, 2027],
    published: publishedYears,
  }),
  holidays,
  personalIdentifier: kgPin,
  territories,
  facilities,
  codeLists,
};
