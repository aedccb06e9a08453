import { motherNameKey } from './mother-name-key.js';
import { motherSearch } from './mother-search.js';

const finds = (text: string, familyName: string, givenName: string): boolean => {
  const key = motherNameKey({ familyName, givenName }) as string;
  return motherSearch(text).some(({ from, to }) => from <= key && key < to);
};

it.each(['Токтогулова', 'токт', 'Toktogulova', 'Токтогулова Айпери', 'Айпери Токтогулова', 'TOKTOGULOVA AI'])(
  '%s finds Токтогулова Айпери',
  (text) => {
    expect(finds(text, 'Токтогулова', 'Айпери')).toBe(true);
  },
);

it.each(['Айпери', 'Токтогулова Гүлзат', 'октогулова'])('%s does not find her', (text) => {
  expect(finds(text, 'Токтогулова', 'Айпери')).toBe(false);
});

it('a given name of two words is found in two words and in one', () => {
  expect(finds('Асан кызы Бек Султан', 'Асан кызы', 'Бек-Султан')).toBe(true);
  expect(finds('Асан кызы Бексултан', 'Асан кызы', 'Бек Султан')).toBe(true);
});

it.each(['', ' ', 'а', '!?'])('"%s" is refused', (text) => {
  expect(() => motherSearch(text)).toThrow(
    expect.objectContaining({ reason: 'SEARCH_TOO_SHORT', details: { field: 'motherName' } }),
  );
});
