import type { Principal } from '@kamkor/principal';
import type { AllowedAction } from '@kamkor/subgraph';
import { HANDOVER_BY_PEOPLE, HANDOVER_UNITS, type HandoverByPeople, handoverAllows } from '../rules/handover/states.js';
import { isInScope } from '../rules/territory.js';
import type { OutreachHandover } from './handover.entity.js';

type BetweenUnits = Pick<OutreachHandover, 'fromCode' | 'toCode'>;

/** Whether the caller is of the unit whose it is to do that; who is responsible for both may do either. */
export const isOfUnit = (
  action: HandoverByPeople,
  { fromCode, toCode }: BetweenUnits,
  { territory }: Principal,
): boolean => isInScope(HANDOVER_UNITS[action] === 'RECEIVING' ? toCode : fromCode, territory);

/** Whether the caller is of the unit whose child it is: of who offers, until the other one has accepted. */
export const looksAfter = (
  { state, fromCode, toCode }: Pick<OutreachHandover, 'state'> & BetweenUnits,
  { territory }: Principal,
): boolean => isInScope(state === 'ACCEPTED' ? toCode : fromCode, territory);

/** What the caller may do with an offer now, and if not, why not. */
export function actionsOn(
  offer: Pick<OutreachHandover, 'state'> & BetweenUnits,
  principal: Principal,
): AllowedAction[] {
  return HANDOVER_BY_PEOPLE.map((action) => {
    if (!handoverAllows(offer.state, action)) return { action, allowed: false, reason: 'STATE_DOES_NOT_ALLOW' };
    const allowed = isOfUnit(action, offer, principal);
    return { action, allowed, reason: allowed ? null : 'HANDOVER_OF_ANOTHER_UNIT' };
  });
}
