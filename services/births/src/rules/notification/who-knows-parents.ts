import type { Role } from '@kamkor/principal';
import type { CareStatus } from '../care-status.js';

/** Who notified the birth wrote the parents down; a registrar needs them for its act. */
const ALWAYS: readonly Role[] = ['hospital', 'health-exchange', 'community-reporter', 'registrar'];

export const alwaysKnowsParents = (roles: readonly Role[]): boolean => roles.some((role) => ALWAYS.includes(role));

/**
 * Whether somebody who sees a birth learns who the parents are. Guardianship cares for a child whom its mother gave up, and
 * who she is it learns from her own papers or not at all, as the civil registry keeps it too.
 */
export const knowsParents = (careStatus: CareStatus, roles: readonly Role[]): boolean =>
  careStatus === 'WITH_PARENTS' || alwaysKnowsParents(roles);
