export const SEXES = ['FEMALE', 'MALE', 'UNDETERMINED'] as const;
/** Sex as recorded at birth. */
export type Sex = (typeof SEXES)[number];
