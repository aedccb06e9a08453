export const HELPED_PARENTS = ['MOTHER', 'FATHER'] as const;
/** Which parent lacks a document. */
export type HelpedParent = (typeof HELPED_PARENTS)[number];
