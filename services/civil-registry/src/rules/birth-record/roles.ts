import type { Role } from '@kamkor/principal';
import type { PinAction } from './pin-states.js';
import { BIRTH_RECORD_ACTIONS, type BirthRecordAction } from './states.js';

/** Who may do what with a birth record. A citizen may only as the child's mother; row-level security sees to that. */
export const ACTION_ROLES = {
  applyForBirthCertificate: ['registrar', 'citizen'],
  withdrawBirthCertificateApplication: ['registrar', 'citizen'],
  registerBirth: ['registrar'],
  issueBirthCertificate: ['registrar'],
  identifyChild: ['registrar'],
  requestPin: ['registrar'],
  recordPin: ['registrar'],
  decideParentage: ['registrar'],
} as const satisfies Record<BirthRecordAction | PinAction | 'identifyChild' | 'decideParentage', readonly Role[]>;

/** What a mother may do herself. */
export const MOTHERS_ACTIONS = BIRTH_RECORD_ACTIONS.filter((action) =>
  (ACTION_ROLES[action] as readonly Role[]).includes('citizen'),
);

/** Who may see birth records. Guardianship sees only those of children whom their mother does not raise. */
export const BIRTH_RECORD_ROLES: readonly Role[] = ['registrar', 'guardianship', 'citizen'];
