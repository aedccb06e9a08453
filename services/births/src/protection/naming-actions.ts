import type { Principal } from '@kamkor/principal';
import type { AllowedAction } from '@kamkor/subgraph';
import { mayName } from '../rules/protection/naming.js';
import { namingAllows } from '../rules/protection/naming-states.js';
import type { ProtectionWorker } from './protection-worker.entity.js';

/** What the caller may do with a naming now, and if not, why not. */
export function actionsOn({ state, territoryCode }: ProtectionWorker, principal: Principal): AllowedAction[] {
  const action = 'withdrawProtectionWorker';
  const mine = mayName(territoryCode, principal);
  const allowed = mine && namingAllows(state, action);
  const reason = mine ? 'STATE_DOES_NOT_ALLOW' : 'ONLY_NAMED_FROM_ABOVE';
  return [{ action, allowed, reason: allowed ? null : reason }];
}
