import { hasRole, type Principal } from '@kamkor/principal';
import { isInScope } from '../territory.js';
import type { BirthReport } from './birth-report.js';
import { facilityNotYours, facilityRequired, territoryNotYours } from './refusals.js';

/**
 * Machines notify for the facilities listed for them, community reporters for births outside a facility in their
 * territory. Throws FORBIDDEN; facility codes are public, so a refusal tells nothing about anybody.
 */
export function requireMayNotify(report: BirthReport, principal: Principal): void {
  if (report.facility) {
    if (hasRole(principal, ['hospital', 'health-exchange']) && principal.facilities.includes(report.facility)) return;
    throw facilityNotYours({ field: 'facility' });
  }
  if (!hasRole(principal, ['community-reporter'])) throw facilityRequired({ field: 'facility' });
  if (!report.birthTerritory || isInScope(report.birthTerritory, principal.territory)) return;
  throw territoryNotYours({ field: 'birthTerritory' });
}
