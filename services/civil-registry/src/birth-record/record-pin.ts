import { meetDeadline, openDeadline } from '@kamkor/deadlines';
import { standard } from '@kamkor/errors';
import { savepoint, tx } from '@kamkor/persistence';
import { recordChange } from '@kamkor/trail';
import { Injectable } from '@nestjs/common';
import { Law } from '../law.js';
import { pinMalformed, pinTaken } from '../person/refusals.js';
import { type PinAction, type PinState, pinActionsIn, pinAfter } from '../rules/birth-record/pin-states.js';
import { PIN_TERM, stepDue } from '../rules/step-due.js';
import type { BirthRecord } from './birth-record.entity.js';
import { PIN_ASSIGNMENT } from './birth-record-deadlines.js';
import type { RecordPinInput, RequestPinInput } from './certificate.input.js';
import { changeRecord, lockRecord } from './change-record.js';
import { pinAlreadyKnown } from './refusals.js';

@Injectable()
export class PinService {
  constructor(private readonly law: Law) {}

  /** The number is asked for; who gives it owes it from now on. */
  async request(input: RequestPinInput): Promise<BirthRecord> {
    const { record, to } = await lockFor('requestPin', input);
    const [child] = await tx().sql<{ pin: string | null }>('SELECT pin FROM person WHERE id = $1', [record.childId]);
    if (child?.pin) throw pinAlreadyKnown({ state: record.pinState, allowed: [] });
    const { dueAt, regulation } = stepDue(PIN_TERM, tx().now, this.law);
    await openDeadline({
      kind: PIN_ASSIGNMENT,
      subject: { type: 'BirthRecord', id: record.id },
      person: record.childId,
      territory: record.territoryCode,
      dueAt,
      regulation,
    });
    return changeRecord(record, 'PIN_REQUESTED', { pinState: to, pinRequestedAt: tx().now, pinDueAt: dueAt });
  }

  /** The number that was given. One that somebody else has is refused, wherever that person lives. */
  async record(input: RecordPinInput): Promise<BirthRecord> {
    const { record, to } = await lockFor('recordPin', input);
    const { childId, birthDate, sex } = record;
    const parsed = this.law.profile.personalIdentifier.parse(input.pin, { birthDate, sex });
    if (!parsed.ok) throw pinMalformed({ field: 'input.pin' });
    await meetDeadline({ kind: PIN_ASSIGNMENT, subjectId: record.id, factAt: tx().now });
    await give(childId as string, parsed.value);
    return changeRecord(record, 'PIN_RECORDED', { pinState: to, pinRecordedAt: tx().now, pinDueAt: null });
  }
}

async function lockFor(
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

async function give(person: string, pin: string): Promise<void> {
  try {
    await savepoint(({ sql }) => sql('UPDATE person SET pin = $2, version = version + 1 WHERE id = $1', [person, pin]));
  } catch (error) {
    if ((error as { driverError?: { constraint?: string } }).driverError?.constraint !== 'person_pin') throw error;
    throw pinTaken({ field: 'input.pin' });
  }
  recordChange({ person, subjectType: 'Person', subjectId: person, change: 'PIN_RECORDED' });
}
