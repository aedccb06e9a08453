import { isName, tidyName } from './person-name.js';

it.each(['Айгүл', 'Асан уулу', 'Бек-Султан', 'Д’Артаньян', "O'Neil", 'Жээнбеков', 'É'])('takes %s', (name) => {
  expect(isName(tidyName(name))).toBe(true);
});

it.each(['', ' ', '-', '12505199001234', 'Айгүл2', '<b>Айгүл</b>', 'а'.repeat(121)])('refuses "%s"', (name) => {
  expect(isName(tidyName(name))).toBe(false);
});

it('tidies spaces and decomposed letters', () => {
  expect(tidyName('  Асан \t уулу ')).toBe('Асан уулу');
  expect(tidyName('и\u0306')).toBe('й');
});
