import { refusal, standard } from '@kamkor/errors';

export const HANDOVER_STATES = ['OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN'] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];

/** What the receiving unit, and the end or move of the task itself, do with an offer. */
export type HandoverAction = 'acceptHandover' | 'declineHandover' | 'withdraw';

export const HANDOVER_TRANSITIONS = {
  OFFERED: { acceptHandover: 'ACCEPTED', declineHandover: 'DECLINED', withdraw: 'WITHDRAWN' },
  ACCEPTED: {},
  DECLINED: {},
  WITHDRAWN: {},
} as const satisfies Record<HandoverState, Partial<Record<HandoverAction, HandoverState>>>;

export const DECLINE_REASONS = ['FAMILY_NOT_HERE', 'ADDRESS_UNKNOWN', 'OTHER'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

const BY_PEOPLE = ['acceptHandover', 'declineHandover'] as const satisfies readonly HandoverAction[];

/** Throws TRANSITION_REFUSED naming the state and what is allowed in it. */
export function requireHandover(state: HandoverState, action: (typeof BY_PEOPLE)[number]): void {
  if (action in HANDOVER_TRANSITIONS[state]) return;
  throw standard.transitionRefused({ state, allowed: [] }, { action, state, allowed: '–' });
}

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
