import { type BirthRecordState, IS_REGISTERED } from './states.js';

/** How far a child's personal identification number has come. Another body gives it; it is never made here. */
export const PIN_STATES = ['NOT_REQUESTED', 'PENDING', 'RECORDED'] as const;
export type PinState = (typeof PIN_STATES)[number];

export const PIN_ACTIONS = ['requestPin', 'recordPin'] as const;
export type PinAction = (typeof PIN_ACTIONS)[number];

export const PIN_TRANSITIONS = {
  NOT_REQUESTED: { requestPin: 'PENDING' },
  PENDING: { recordPin: 'RECORDED' },
  RECORDED: {},
} as const satisfies Record<PinState, Partial<Record<PinAction, PinState>>>;

/**
 * The state that an action leads to; null if it is refused. A PIN is asked for once the birth is registered. Nothing waits
 * for it, least of all the certificate.
 */
export const pinAfter = (record: BirthRecordState, pin: PinState, action: PinAction): PinState | null =>
  IS_REGISTERED[record] ? ((PIN_TRANSITIONS[pin] as Partial<Record<PinAction, PinState>>)[action] ?? null) : null;

export const pinActionsIn = (record: BirthRecordState, pin: PinState): PinAction[] =>
  PIN_ACTIONS.filter((action) => pinAfter(record, pin, action) !== null);
