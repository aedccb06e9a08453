import { refusal, standard } from '@kamkor/errors';

export const HANDOVER_STATES = ['OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN'] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];

/** What both units, and the end or move of the task itself (`fallAway`), do with an offer. */
export type HandoverAction = 'acceptHandover' | 'declineHandover' | 'withdrawHandover' | 'fallAway';

export const HANDOVER_TRANSITIONS = {
  OFFERED: {
    acceptHandover: 'ACCEPTED',
    declineHandover: 'DECLINED',
    withdrawHandover: 'WITHDRAWN',
    fallAway: 'WITHDRAWN',
  },
  ACCEPTED: {},
  DECLINED: {},
  WITHDRAWN: {},
} as const satisfies Record<HandoverState, Partial<Record<HandoverAction, HandoverState>>>;

export const DECLINE_REASONS = ['FAMILY_NOT_HERE', 'ADDRESS_UNKNOWN', 'OTHER'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const HANDOVER_BY_PEOPLE = [
  'acceptHandover',
  'declineHandover',
  'withdrawHandover',
] as const satisfies readonly HandoverAction[];
export type HandoverByPeople = (typeof HANDOVER_BY_PEOPLE)[number];

/** Whose it is to do that: the unit that was asked answers, the one that asks takes back. */
export const HANDOVER_UNITS = {
  acceptHandover: 'RECEIVING',
  declineHandover: 'RECEIVING',
  withdrawHandover: 'OFFERING',
} as const satisfies Record<HandoverByPeople, 'RECEIVING' | 'OFFERING'>;

export const handoverAllows = (state: HandoverState, action: HandoverByPeople): boolean =>
  action in HANDOVER_TRANSITIONS[state];

/** Throws TRANSITION_REFUSED naming the state; all of it is final but an offer, in which everything is allowed. */
export function requireHandover(state: HandoverState, action: HandoverByPeople): void {
  if (handoverAllows(state, action)) return;
  throw standard.transitionRefused({ state, allowed: [] }, { action, state, allowed: '–' });
}

export const handoverOfOther = refusal('FORBIDDEN', 'HANDOVER_OF_ANOTHER_UNIT', {
  ky: 'Сунушка аны алган бөлүм жооп берет, кайра алууну сунуштаган бөлүм гана жасайт.',
  ru: 'На предложение отвечает подразделение, которому оно сделано; отзывает его только то, которое предложило.',
  en: 'An offer is answered by the unit that received it, and taken back by the one that made it.',
});
export const handoverToSelf = refusal('BAD_USER_INPUT', 'HANDOVER_TO_SELF', {
  ky: 'Тапшырма бул аймакта турат; башка аймак көрсөтүлсүн.',
  ru: 'Задание уже на этой территории; нужна другая.',
  en: 'The task is of this territory already; name another one.',
});
export const handoverOffered = refusal('CONFLICT', 'HANDOVER_ALREADY_OFFERED', {
  ky: 'Бул тапшырманы кабыл алуу буга чейин сунушталган, жооп күтүлүүдө.',
  ru: 'Задание уже предложено другому подразделению, ожидается ответ.',
  en: 'The task has been offered to a unit already, whose answer is awaited.',
});
