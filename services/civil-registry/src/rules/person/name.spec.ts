import { tidyText } from '@kamkor/identifiers';
import { isName } from './name.js';

it.each(['Айгүл', 'Асан уулу', 'Бек-Султан', 'Д’Артаньян', "O'Neil", 'Жээнбеков', 'É'])('takes %s', (name) => {
  expect(isName(tidyText(name))).toBe(true);
});

it.each(['', ' ', '-', '12505199001234', 'Айгүл2', '<b>Айгүл</b>', 'а'.repeat(121)])('refuses "%s"', (name) => {
  expect(isName(tidyText(name))).toBe(false);
});
