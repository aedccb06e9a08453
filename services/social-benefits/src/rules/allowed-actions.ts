import { hasRole, type Principal } from '@kamkor/principal';
import { DECIDERS } from './situation-roles.js';
import { SITUATION_ACTIONS, type SituationState, stateAfter } from './situation-states.js';

export interface ActionAnswer {
  readonly action: string;
  readonly allowed: boolean;
  readonly reason: 'ROLE_NOT_ALLOWED' | 'STATE_DOES_NOT_ALLOW' | null;
}

/** What the caller may do with a situation now. */
export function allowedActions(state: SituationState, caller: Principal): ActionAnswer[] {
  return SITUATION_ACTIONS.map((action) => {
    if (!hasRole(caller, DECIDERS)) return { action, allowed: false, reason: 'ROLE_NOT_ALLOWED' };
    const allowed = stateAfter(state, action) !== null;
    return { action, allowed, reason: allowed ? null : 'STATE_DOES_NOT_ALLOW' };
  });
}
