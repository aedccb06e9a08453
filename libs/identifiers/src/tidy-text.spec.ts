import { tidyText } from './tidy-text.js';

it.each([
  ['  Асан \t уулу ', 'Асан уулу'],
  [' a\u0000b\n\tc \ud800', 'a b c \ufffd'],
  ['Ай\u200bгүл\ufeff', 'Айгүл'],
  ['\u202eлүгйА\u202c', 'лүгйА'],
  ['Ай\u00adгүл\u2060', 'Айгүл'],
  ['и\u0306', 'й'],
  ['и\u200d\u0306', 'й'],
  ['\u200b\u200c\u200d', ''],
])('%j is stored as %j', (text, stored) => {
  expect(tidyText(text)).toBe(stored);
});
