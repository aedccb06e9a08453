import { hasRole, type Principal } from '@kamkor/principal';
import { ACTION_ROLES } from './birth-record-roles.js';
import {
  BIRTH_RECORD_ACTIONS,
  type BirthRecordAction,
  type BirthRecordState,
  stateAfter,
} from './birth-record-states.js';
import type { RegistryState } from './child-identity.js';

export interface BirthRecordStanding {
  readonly state: BirthRecordState;
  readonly registryState: RegistryState;
  /** The record of the same child on which the papers are, where it was notified twice. */
  readonly papersOnId?: string | null;
}

export interface ActionAnswer {
  readonly action: string;
  readonly allowed: boolean;
  readonly reason: 'ROLE_NOT_ALLOWED' | 'STATE_DOES_NOT_ALLOW' | null;
}

/** What the caller may do with a record now. Nothing is written for a child of whom it isn't certain who it is. */
export function allowedActions(record: BirthRecordStanding, caller: Principal): ActionAnswer[] {
  return [...BIRTH_RECORD_ACTIONS, 'identifyChild' as const].map((action) => {
    if (!hasRole(caller, ACTION_ROLES[action])) return { action, allowed: false, reason: 'ROLE_NOT_ALLOWED' };
    const allowed = isPossible(action, record);
    return { action, allowed, reason: allowed ? null : 'STATE_DOES_NOT_ALLOW' };
  });
}

function isPossible(
  action: BirthRecordAction | 'identifyChild',
  { state, registryState, papersOnId }: BirthRecordStanding,
): boolean {
  if (papersOnId) return false;
  if (action === 'identifyChild') return registryState === 'NOT_IDENTIFIED';
  return registryState !== 'NOT_IDENTIFIED' && stateAfter(state, action) !== null;
}
