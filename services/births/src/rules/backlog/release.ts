import { refusal } from '@kamkor/errors';
import { hasRole, type Principal } from '@kamkor/principal';
import { responsibleFor } from '../care-status.js';
import { stateAfter } from '../documentation/watch-states.js';

/** What a supervisor may do with a watched child. */
export const WATCH_ACTIONS = ['releaseFromBacklog'] as const;

/** Who can wait for a release: an overdue child that is with its parents. Nobody else looks after one that is apart. */
export const WAITS = { state: stateAfter('lapse'), responsible: responsibleFor('WITH_PARENTS') } as const;

export const notWaiting = refusal('TRANSITION_REFUSED', 'NOT_AWAITING_RELEASE', {
  ky: 'Бала кезекте турган жок (абалы: {state}); кезектен тышкары чыгарууга болбойт.',
  ru: 'Ребёнок не ждёт очереди (состояние: {state}); досрочно выпустить его нельзя.',
  en: 'The child does not wait for its turn (state: {state}); it cannot be released out of it.',
});

/** Whether a child can be released out of its turn. The state says why not; the role is asked first. */
export function releaseAllowed(awaitsRelease: boolean, principal: Principal) {
  const action = WATCH_ACTIONS[0];
  if (!hasRole(principal, ['social-supervisor'])) return { action, allowed: false, reason: 'ROLE_NOT_ALLOWED' };
  return { action, allowed: awaitsRelease, reason: awaitsRelease ? null : 'STATE_DOES_NOT_ALLOW' };
}
