import { hasRole, type Principal } from '@kamkor/principal';
import type { AllowedAction } from '@kamkor/subgraph';
import { DOCUMENT_HELP_ACTIONS, helpAfter } from '../rules/document-help/states.js';
import { DOCUMENT_HELPERS, type DocumentHelpRequest } from './help-request.entity.js';

/** What the caller may do with a request now, and if not, why not. */
export function actionsOn({ state }: Pick<DocumentHelpRequest, 'state'>, principal: Principal): AllowedAction[] {
  const byRole = hasRole(principal, DOCUMENT_HELPERS);
  return DOCUMENT_HELP_ACTIONS.map((action) => {
    const allowed = byRole && helpAfter(state, action) !== null;
    const reason = byRole ? 'STATE_DOES_NOT_ALLOW' : 'ROLE_NOT_ALLOWED';
    return { action, allowed, reason: allowed ? null : reason };
  });
}
