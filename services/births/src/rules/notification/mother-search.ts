import { refusal } from '@kamkor/errors';
import { nameKey, normaliseName } from '@kamkor/identifiers';

export const searchTooShort = refusal('BAD_USER_INPUT', 'SEARCH_TOO_SHORT', {
  ky: 'Издөө үчүн аттын жок дегенде {least} тамгасы керек.',
  ru: 'Для поиска нужны хотя бы {least} буквы имени.',
  en: 'A search needs at least {least} letters of the name.',
});

const LEAST = 2;
/** After every letter of a key in collation "C". */
const AFTER_LETTERS = '{';

/** Keys from `from`, inclusive, to `to`, exclusive. */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
}

/**
 * Where a mother of this name stands among the keys that `motherNameKey` makes: by the beginning of the family name, or
 * by family name and the beginning of the given name, in either order and however many words each has.
 */
export function motherSearch(text: string): KeyRange[] {
  const words = normaliseName(text).split(' ').filter(Boolean);
  const whole = nameKey(text);
  if (whole.length < LEAST) throw searchTooShort({ field: 'motherName' }, { least: LEAST });
  const prefixes = new Set([whole]);
  for (let at = 1; at < words.length; at++) {
    const [one, other] = [nameKey(words.slice(0, at).join(' ')), nameKey(words.slice(at).join(' '))];
    prefixes.add(`${one} ${other}`).add(`${other} ${one}`);
  }
  return [...prefixes].slice(0, MOST_RANGES).map((from) => ({ from, to: `${from}${AFTER_LETTERS}` }));
}

const MOST_RANGES = 9;
