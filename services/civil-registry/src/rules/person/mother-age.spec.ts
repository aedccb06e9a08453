import { lawOf } from '../../law.js';
import { canBeMother } from './mother-age.js';

const { book } = lawOf({ KAMKOR_PROFILE: 'KG' });
const child = Temporal.PlainDate.from('2024-05-25');

it.each([
  ['2015-05-25', true],
  ['2015-05-26', false],
  ['2024-05-25', false],
  ['2024-05-26', false],
  ['2099-01-01', false],
  ['1949-05-26', true],
  ['1948-05-25', false],
  ['1850-01-01', false],
])('somebody born on %s can be the mother: %s', (mother, can) => {
  expect(canBeMother(Temporal.PlainDate.from(mother), child, book)).toBe(can);
});
