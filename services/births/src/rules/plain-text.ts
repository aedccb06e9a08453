import { tidyText } from '@kamkor/identifiers';
import { textLength } from './refusals.js';

/** Refuses text that is empty or too long, by its field. */
export function readText(text: string, field: string, most: number): string {
  const plain = tidyText(text);
  if (plain.length < 1 || plain.length > most) throw textLength({ field }, { most });
  return plain;
}

/** The same where nothing need be said; null: nothing that anybody could see was said. */
export const readOptionalText = (text: string | null | undefined, field: string, most: number): string | null =>
  tidyText(text ?? '') === '' ? null : readText(text as string, field, most);
