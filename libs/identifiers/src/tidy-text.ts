/**
 * Text as it is stored and compared: one Unicode form, single spaces, nothing around it, and no character that nobody
 * sees: control characters are spaces, zero-width ones and marks of direction are nothing.
 */
export const tidyText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\p{Cf}/gu, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
