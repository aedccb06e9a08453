import type { Role } from '@kamkor/principal';
import type { SituationAction } from './states.js';

/** Officials who see the situations of their territory. */
export const OFFICIALS = [
  'benefits-specialist',
  'social-worker',
  'social-supervisor',
  'guardianship',
] as const satisfies readonly Role[];

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
