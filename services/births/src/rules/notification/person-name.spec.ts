import { readName } from './person-name.js';

it.each([
  ['  Асан \t уулу ', 'Асан уулу'],
  ['Ай\u200bгүл', 'Айгүл'],
  ['и\u0306', 'й'],
  ['Айгүл (Aigul) 2', 'Айгүл (Aigul) 2'],
  ['O', 'O'],
  ['а'.repeat(120), 'а'.repeat(120)],
])('%j is kept as %j', (said, kept) => {
  expect(readName(said, 'x')).toBe(kept);
});

it.each([null, undefined, '', ' \n', '\u200b'])('%j is nothing said', (said) => {
  expect(readName(said, 'x')).toBeNull();
});

it.each([
  ['12345', 'NOT_A_NAME'],
  ['-', 'NOT_A_NAME'],
  ['???', 'NOT_A_NAME'],
  ['👶', 'NOT_A_NAME'],
  ['а'.repeat(121), 'TEXT_LENGTH'],
])('%j is refused for %s', (said, reason) => {
  expect(() => readName(said, 'mother.givenName')).toThrow(
    expect.objectContaining({ reason, details: { field: 'mother.givenName' } }),
  );
});
