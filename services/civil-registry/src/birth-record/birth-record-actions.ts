import { hasRole, type Principal } from '@kamkor/principal';
import type { AllowedAction } from '@kamkor/subgraph';
import type { RegistryState } from '../rules/birth-record/child-identity.js';
import { type Parentage, parentageAfter } from '../rules/birth-record/parentage.js';
import { PIN_ACTIONS, type PinState, pinAfter } from '../rules/birth-record/pin-states.js';
import { ACTION_ROLES } from '../rules/birth-record/roles.js';
import { BIRTH_RECORD_ACTIONS, type BirthRecordState, stateAfter } from '../rules/birth-record/states.js';

export interface Standing {
  readonly state: BirthRecordState;
  readonly registryState: RegistryState;
  readonly pinState: PinState;
  /** The registry already has the child's PIN, for instance because it knew the child before. */
  readonly pinKnown: boolean;
  readonly parentage: Parentage;
  /** Who filed the application that names another mother. It concerns nobody but whoever decides. */
  readonly parentageFiledBy: string | null;
  /**
   * The record that has the papers, where this one's notification was closed as a duplicate. Nothing is written here
   * then.
   */
  readonly papersOnId: string | null;
}

type Action = keyof typeof ACTION_ROLES;
const ACTIONS: readonly Action[] = [...BIRTH_RECORD_ACTIONS, 'identifyChild', ...PIN_ACTIONS, 'decideParentage'];

/**
 * What the caller may do with a record now, and if not, why not. Nothing is written while it is uncertain who the child
 * is.
 */
export function actionsOn(record: Standing, caller: Principal): AllowedAction[] {
  return ACTIONS.map((action) => {
    if (!hasRole(caller, ACTION_ROLES[action])) return { action, allowed: false, reason: 'ROLE_NOT_ALLOWED' };
    if (record.papersOnId !== null || !isPossible(action, record))
      return { action, allowed: false, reason: 'STATE_DOES_NOT_ALLOW' };
    const own = action === 'decideParentage' && record.parentageFiledBy === caller.subject;
    return { action, allowed: !own, reason: own ? 'SECOND_REGISTRAR_NEEDED' : null };
  });
}

function isPossible(action: Action, { state, registryState, pinState, parentage, pinKnown }: Standing): boolean {
  if (action === 'identifyChild') return registryState === 'NOT_IDENTIFIED';
  if (action === 'decideParentage') return parentageAfter(parentage, action) !== null;
  if (action === 'requestPin' || action === 'recordPin')
    return pinAfter(state, pinState, action) !== null && !(action === 'requestPin' && pinKnown);
  if (action === 'registerBirth' && parentage === 'MISMATCH') return false;
  return registryState !== 'NOT_IDENTIFIED' && stateAfter(state, action) !== null;
}
