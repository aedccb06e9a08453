import type { Role } from '@kamkor/principal';

/** Officials who see the situations of their territory. */
export const OFFICIALS = [
  'benefits-specialist',
  'social-worker',
  'social-supervisor',
  'guardianship',
] as const satisfies readonly Role[];

/** A citizen sees a situation of the own family, as far as the family knows of it. */
export const READERS = [...OFFICIALS, 'citizen'] as const satisfies readonly Role[];

/** Who assesses and closes. */
export const DECIDERS = ['benefits-specialist'] as const satisfies readonly Role[];
