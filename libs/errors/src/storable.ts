/** Whether a database can hold a text as it is: PostgreSQL not with U+0000, and half of a pair comes back as another character. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();
