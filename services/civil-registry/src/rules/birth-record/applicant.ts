export const APPLICANTS = ['MOTHER', 'FATHER', 'RELATIVE', 'GUARDIAN', 'INSTITUTION'] as const;
/** Who applied for a birth certificate. */
export type Applicant = (typeof APPLICANTS)[number];
