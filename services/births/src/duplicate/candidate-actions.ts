import type { Principal } from '@kamkor/principal';
import type { AllowedAction } from '@kamkor/subgraph';
import { DUPLICATE_ACTIONS, type DuplicateAction, duplicateAllows } from '../rules/duplicate/states.js';
import { isInScope } from '../rules/territory.js';
import type { DuplicateCandidate } from './candidate.entity.js';

type OfTwo = Pick<DuplicateCandidate, 'territoryOne' | 'territoryOther'>;

/** A pair across territories is decided by who is responsible for both: neither side closes the other's notification. */
export const isResponsibleForBoth = ({ territoryOne, territoryOther }: OfTwo, { territory }: Principal): boolean =>
  isInScope(territoryOne, territory) && isInScope(territoryOther, territory);

const ACTIONS = [...new Set(Object.values(DUPLICATE_ACTIONS).flat())] as DuplicateAction[];

/** What the caller may do with a pair now, and if not, why not. */
export function actionsOn(candidate: DuplicateCandidate, principal: Principal): AllowedAction[] {
  const both = isResponsibleForBoth(candidate, principal);
  return ACTIONS.map((action) => {
    const byState = duplicateAllows(candidate.state, action);
    const reason = both ? (byState ? ofClosed(candidate, action) : 'STATE_DOES_NOT_ALLOW') : 'TERRITORY_OF_ANOTHER';
    return { action, allowed: reason === null, reason };
  });
}

const ofClosed = ({ superseded }: DuplicateCandidate, action: DuplicateAction): string | null =>
  superseded && action === 'decideDuplicate' ? 'NOTIFICATION_CLOSED' : null;
