export const OBJECTIONS = ['NOT_TRUE', 'OVERCOME', 'NOT_WANTED', 'OTHER'] as const;
/** Why a family objects to being registered. */
export type Objection = (typeof OBJECTIONS)[number];

export const OBJECTION_OUTCOMES = ['UPHELD', 'REJECTED'] as const;
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number];
