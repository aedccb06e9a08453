import { hasRole, type Principal } from '@kamkor/principal';
import type { AllowedAction } from '@kamkor/subgraph';
import { allowedOn, BY_PEOPLE } from '../rules/task-states.js';
import { OUTREACH_ROLES, type OutreachTask } from './outreach-task.entity.js';

/** What the caller may do with a task now. Who sees it at all is of the body that visits. */
export function actionsOn({ state, assignedTo, reviewNoticedAt }: OutreachTask, principal: Principal): AllowedAction[] {
  const gives = hasRole(principal, ['social-supervisor', 'guardianship']);
  const byRole = {
    recordVisit: hasRole(principal, OUTREACH_ROLES),
    assignOutreach: gives || (hasRole(principal, OUTREACH_ROLES) && assignedTo === null),
    offerHandover: hasRole(principal, OUTREACH_ROLES),
    recordReview: gives,
  } satisfies Record<(typeof BY_PEOPLE)[number], boolean>;
  return BY_PEOPLE.map((action) => {
    const byState = allowedOn(state).includes(action) && (action !== 'recordReview' || reviewNoticedAt !== null);
    const reason = byRole[action] ? 'STATE_DOES_NOT_ALLOW' : 'ROLE_NOT_ALLOWED';
    return { action, allowed: byRole[action] && byState, reason: byRole[action] && byState ? null : reason };
  });
}
