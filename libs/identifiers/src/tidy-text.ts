/**
 * Text as it is stored and compared: one Unicode form, single spaces, none at the ends, and no invisible characters.
 * Control characters become spaces; zero-width characters and marks of direction are dropped.
 */
export const tidyText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\p{Cf}/gu, '')
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
