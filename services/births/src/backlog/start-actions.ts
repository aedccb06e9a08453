import { hasRole, type Principal } from '@kamkor/principal';
import type { AllowedAction } from '@kamkor/subgraph';
import { startAllows, startStateOf, TERRITORY_START_ACTIONS } from '../rules/backlog/territory-start.js';
import { isInScope } from '../rules/territory.js';
import type { TerritoryStart } from './start.entity.js';

/** What the caller may do with a start now: a supervisor sees that of a wider territory too, and does not change it. */
export function actionsOnStart(start: TerritoryStart, principal: Principal, now: Temporal.Instant): AllowedAction[] {
  const supervises = hasRole(principal, ['social-supervisor']) && isInScope(start.territoryCode, principal.territory);
  const state = startStateOf(start, now);
  return TERRITORY_START_ACTIONS.map((action) => {
    if (!supervises) return { action, allowed: false, reason: 'ROLE_NOT_ALLOWED' };
    const allowed = startAllows(state, action);
    return { action, allowed, reason: allowed ? null : 'STATE_DOES_NOT_ALLOW' };
  });
}
