import { hasRole, type Principal } from '@kamkor/principal';
import { ACTION_ROLES } from '../rules/hard-life-situation/roles.js';
import { isPossible, SITUATION_ACTIONS, type Standing } from '../rules/hard-life-situation/states.js';

export interface ActionAnswer {
  readonly action: string;
  readonly allowed: boolean;
  readonly reason: 'ROLE_NOT_ALLOWED' | 'STATE_DOES_NOT_ALLOW' | null;
}

/** What the caller may do with a situation now. */
export function allowedActions(standing: Standing, caller: Principal): ActionAnswer[] {
  return SITUATION_ACTIONS.map((action) => {
    if (!hasRole(caller, ACTION_ROLES[action])) return { action, allowed: false, reason: 'ROLE_NOT_ALLOWED' };
    const allowed = isPossible(standing, action);
    return { action, allowed, reason: allowed ? null : 'STATE_DOES_NOT_ALLOW' };
  });
}
