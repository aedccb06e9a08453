import { countryProfile } from '@kamkor/reference';
import { RegulationBook } from '@kamkor/regulations';
import { birthsRegulations } from '../regulations.js';
import { birthDateOfMother, isProtectedMother, protectedMotherAge } from './protected-ages.js';

const date = (text: string) => Temporal.PlainDate.from(text);
const book = new RegulationBook(birthsRegulations);

it.each([
  ['2008-05-26', true],
  ['2008-05-25', false],
  ['1990-01-01', false],
  ['2024-05-25', false],
  ['2030-01-01', false],
])('a mother born on %s, at a birth on 25 May 2024: %s', (mother, expected) => {
  expect(isProtectedMother(date(mother), date('2024-05-25'), book)).toBe(expected);
});

it('takes the age that was in force on the day of the birth', () => {
  const version = { act: 'An act', article: '1', source: 'law' as const };
  const dated = new RegulationBook(birthsRegulations, {
    [protectedMotherAge.code]: {
      versions: [
        { ...version, from: '1990-01-01', value: 16 },
        { ...version, from: '2025-01-01', value: 18 },
      ],
    },
  });
  expect(isProtectedMother(date('2007-06-01'), date('2024-05-25'), dated)).toBe(false);
  expect(isProtectedMother(date('2008-01-02'), date('2025-06-01'), dated)).toBe(true);
});

it.each([
  ['as it was said', date('2009-01-01'), '11403199600123', '2009-01-01'],
  ['as her PIN says, where nothing was said', null, '11403201000123', '2010-03-14'],
  ['not at all, where her PIN says no day that exists', null, '13102201000123', undefined],
  ['not at all, where nothing is known', null, null, undefined],
])('a mother was born %s', (_what, motherBirthDate, motherPin, expected) => {
  const scheme = countryProfile('KG').personalIdentifier;
  expect(birthDateOfMother({ motherBirthDate, motherPin }, scheme)?.toString()).toBe(expected);
});
