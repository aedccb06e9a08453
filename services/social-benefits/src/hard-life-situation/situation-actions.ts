import { hasRole, type Principal } from '@kamkor/principal';
import type { AllowedAction } from '@kamkor/subgraph';
import { ACTION_ROLES } from '../rules/hard-life-situation/roles.js';
import { isPossible, SITUATION_ACTIONS, type Standing } from '../rules/hard-life-situation/states.js';

/** What the caller may do with a situation now, and if not, why not. */
export function actionsOn(standing: Standing, caller: Principal): AllowedAction[] {
  return SITUATION_ACTIONS.map((action) => {
    if (!hasRole(caller, ACTION_ROLES[action])) return { action, allowed: false, reason: 'ROLE_NOT_ALLOWED' };
    const allowed = isPossible(standing, action);
    return { action, allowed, reason: allowed ? null : 'STATE_DOES_NOT_ALLOW' };
  });
}
