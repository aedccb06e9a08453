import type { Role } from '@kamkor/principal';

/** Who may see persons at all; which persons is decided by row-level security. */
export const PERSON_ROLES: readonly Role[] = [
  'registrar',
  'social-worker',
  'social-supervisor',
  'guardianship',
  'benefits-specialist',
  'citizen',
];
