import { RegulationBook } from '@kamkor/regulations';
import { isProtectedMother, protectedMotherAge } from './protected-ages.js';
import { birthsRegulations } from './regulations.js';

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
