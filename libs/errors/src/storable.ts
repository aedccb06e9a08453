import { placeBelow, placeOfVariable, type SyntaxDocument, type SyntaxNode } from './place.js';
import { badInput } from './standard.js';

export const textNotStorable = badInput('TEXT_NOT_STORABLE', {
  ky: 'Текстте U+0000 белгиси же жарты белги бар.',
  ru: 'В тексте есть символ U+0000 или половина символа.',
  en: 'A text contains the character U+0000 or half a character.',
});

/** Whether a database can hold a text as it is: PostgreSQL not with U+0000, and half of a pair comes back as another character. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Where in a value that stands at `place` there is a text, or the name of a field, that is not storable. */
export function unstorableIn(value: unknown, place: string): string | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : place;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorable(key)) return place;
    const found = unstorableIn(inner, placeBelow(place, Array.isArray(value) ? Number(key) : key));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where in the variables of an operation such a text stands, as an argument; those in `later` are left to who reads them. */
export function unstorableVariable(
  variables: Readonly<Record<string, unknown>>,
  later: ReadonlySet<string>,
  operation: SyntaxNode | undefined,
  document: SyntaxDocument,
): string | undefined {
  for (const [name, value] of Object.entries(variables)) {
    if (!isStorable(name)) return 'variables';
    if (later.has(name) || unstorableIn(value, '') === undefined) continue;
    return unstorableIn(value, placeOfVariable(name, operation, document) ?? 'variables');
  }
  return undefined;
}
