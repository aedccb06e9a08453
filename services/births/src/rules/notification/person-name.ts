import { refusal } from '@kamkor/errors';
import { readOptionalText } from '../plain-text.js';

const LONGEST_NAME = 120;

export const notAName = refusal('BAD_USER_INPUT', 'NOT_A_NAME', {
  ky: 'Ысымда жок дегенде бир тамга болушу керек.',
  ru: 'В имени должна быть хотя бы одна буква.',
  en: 'A name has at least one letter.',
});

/**
 * A name as it is stored; null: not said. However odd a name is, it is taken in, for the child must not wait for it;
 * what has no letter is no name.
 */
export function readName(name: string | null | undefined, field: string): string | null {
  const plain = readOptionalText(name, field, LONGEST_NAME);
  if (plain !== null && !/\p{L}/u.test(plain)) throw notAName({ field });
  return plain;
}
