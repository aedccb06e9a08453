export const ASSESSMENT_OUTCOMES = ['SUPPORT_PLANNED', 'REFERRED', 'NOT_CONFIRMED'] as const;
/** What a specialist decided about a family. */
export type AssessmentOutcome = (typeof ASSESSMENT_OUTCOMES)[number];
