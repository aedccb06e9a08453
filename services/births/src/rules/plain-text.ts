import { textLength } from './birth-refusals.js';

/** Text as it is stored: one Unicode form, no control characters, single spaces, nothing around it. */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();

/** Refuses text that is empty or too long, by its field. */
export function readText(text: string, field: string, most: number): string {
  const plain = plainText(text);
  if (plain.length < 1 || plain.length > most) throw textLength({ field }, { most });
  return plain;
}
