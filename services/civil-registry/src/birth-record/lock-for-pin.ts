import { standard } from '@kamkor/errors';
import { type PinAction, type PinState, pinActionsIn, pinAfter } from '../rules/birth-record/pin-states.js';
import type { BirthRecord } from './birth-record.entity.js';
import { lockRecord } from './change-record.js';

/**
 * The locked record, if the action is possible on its PIN. TRANSITION_REFUSED names the PIN's state and what is
 * allowed.
 */
export async function lockForPin(
  action: PinAction,
  input: { birthRecordId: string; version: number },
): Promise<{ record: BirthRecord; to: PinState }> {
  const record = await lockRecord(input);
  const to = pinAfter(record.state, record.pinState, action);
  if (to !== null) return { record, to };
  const allowed = pinActionsIn(record.state, record.pinState);
  const state = record.pinState;
  throw standard.transitionRefused({ state, allowed }, { action, state, allowed: allowed.length > 0 ? allowed : '–' });
}
