import { hasRole, type Principal } from '@kamkor/principal';
import type { AllowedAction } from '@kamkor/subgraph';
import { mayAssign } from '../rules/outreach/assignment.js';
import { allowedOn, BY_PEOPLE } from '../rules/outreach/task-states.js';
import { OUTREACH_ROLES, type OutreachTask } from './task.entity.js';

type Standing = Pick<OutreachTask, 'state' | 'assignedTo' | 'reviewNoticedAt'>;

/** What the caller may do with a task now. Who sees it at all is of the body that visits. `offered`: to a unit that has not answered. */
export function actionsOn(task: Standing, offered: boolean, principal: Principal): AllowedAction[] {
  const visits = hasRole(principal, OUTREACH_ROLES);
  const byRole = {
    recordVisit: visits,
    assignOutreach: visits && mayAssign(task.assignedTo, principal),
    offerHandover: visits,
    recordReview: hasRole(principal, ['social-supervisor', 'guardianship']),
  } satisfies Record<(typeof BY_PEOPLE)[number], boolean>;
  return BY_PEOPLE.map((action) => {
    const reason = byRole[action] ? whyNot(action, task, offered) : 'ROLE_NOT_ALLOWED';
    return { action, allowed: reason === null, reason };
  });
}

function whyNot(action: (typeof BY_PEOPLE)[number], { state, reviewNoticedAt }: Standing, offered: boolean) {
  if (!allowedOn(state).includes(action)) return 'STATE_DOES_NOT_ALLOW';
  if (action === 'recordReview' && reviewNoticedAt === null) return 'STATE_DOES_NOT_ALLOW';
  return action === 'offerHandover' && offered ? 'HANDOVER_ALREADY_OFFERED' : null;
}
