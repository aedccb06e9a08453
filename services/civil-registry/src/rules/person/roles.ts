import type { Role } from '@kamkor/principal';

/** Who may see persons at all. Row-level security decides which persons. */
export const PERSON_ROLES: readonly Role[] = [
  'registrar',
  'social-worker',
  'social-supervisor',
  'guardianship',
  'benefits-specialist',
  'citizen',
];
