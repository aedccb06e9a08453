import type { Role } from '@kamkor/principal';
import type { SituationAction } from './states.js';

/** They work with the parents, and see no situation of a child that is apart from them: they would learn that there is one. */
export const SOCIAL_UNIT = ['social-worker', 'social-supervisor'] as const satisfies readonly Role[];

/** Officials who see the situations of every child of their territory. */
export const OFFICIALS_OF_ALL = ['benefits-specialist', 'guardianship'] as const satisfies readonly Role[];

/** Officials who see situations of their territory. */
export const OFFICIALS = [...OFFICIALS_OF_ALL, ...SOCIAL_UNIT] as const satisfies readonly Role[];

/** A citizen sees a situation of their own family, as far as the family knows of it. */
export const READERS = [...OFFICIALS, 'citizen'] as const satisfies readonly Role[];

/** Who assesses and closes. */
export const DECIDERS = ['benefits-specialist'] as const satisfies readonly Role[];

/** Who records that a family objects: the family itself, or whoever heard it. */
export const OBJECTORS = ['citizen', 'benefits-specialist'] as const satisfies readonly Role[];

export const ACTION_ROLES = {
  recordHardLifeAssessment: DECIDERS,
  recordHardLifeReview: DECIDERS,
  closeHardLifeSituation: DECIDERS,
  recordHardLifeObjection: OBJECTORS,
  upholdHardLifeObjection: DECIDERS,
  rejectHardLifeObjection: DECIDERS,
} as const satisfies Record<SituationAction, readonly Role[]>;
