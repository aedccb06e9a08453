import { hasRole, type Principal } from '@kamkor/principal';
import type { AllowedAction } from '@kamkor/subgraph';
import { allowedOn } from '../rules/task-states.js';
import { OUTREACH_ROLES, type OutreachTask } from './outreach-task.entity.js';

/** What the caller may do with a task now. Who sees it at all is of the body that visits. */
export function actionsOn({ state }: OutreachTask, principal: Principal): AllowedAction[] {
  const byRole = hasRole(principal, OUTREACH_ROLES);
  const byState = allowedOn(state).includes('recordVisit');
  const reason = byRole ? 'STATE_DOES_NOT_ALLOW' : 'ROLE_NOT_ALLOWED';
  return [{ action: 'recordVisit', allowed: byRole && byState, reason: byRole && byState ? null : reason }];
}
