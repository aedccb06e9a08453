import { meetDeadline } from '@kamkor/deadlines';
import { savepoint, tx } from '@kamkor/persistence';
import { LAW } from '@kamkor/service-kit';
import { recordChange } from '@kamkor/trail';
import { Inject, Injectable } from '@nestjs/common';
import { pinMalformed, pinTaken } from '../person/refusals.js';
import type { Law } from '../rules/law.js';
import type { BirthRecord } from './birth-record.entity.js';
import { PIN_ASSIGNMENT } from './birth-record-deadlines.js';
import { changeRecord } from './change-record.js';
import type { RecordPinInput } from './identity.input.js';
import { lockForPin } from './lock-for-pin.js';

/** Records the number that was given to a child. */
@Injectable()
export class RecordPin {
  constructor(@Inject(LAW) private readonly law: Law) {}

  /**
   * Refuses a number that somebody else has, wherever that person lives. Throws NOT_FOUND, CONFLICT,
   * TRANSITION_REFUSED, and BAD_USER_INPUT by field.
   */
  async record(input: RecordPinInput): Promise<BirthRecord> {
    const { record, to } = await lockForPin('recordPin', input);
    const { childId, birthDate, sex } = record;
    const parsed = this.law.personalIdentifier.parse(input.pin, { birthDate, sex });
    if (!parsed.ok) throw pinMalformed({ field: 'pin' });
    await meetDeadline({ kind: PIN_ASSIGNMENT, subjectId: record.id, factAt: tx().now });
    await give(childId as string, parsed.value);
    return changeRecord(record, 'PIN_RECORDED', { pinState: to, pinRecordedAt: tx().now, pinDueAt: null });
  }
}

async function give(person: string, pin: string): Promise<void> {
  try {
    await savepoint(({ sql }) => sql('UPDATE person SET pin = $2, version = version + 1 WHERE id = $1', [person, pin]));
  } catch (error) {
    if ((error as { driverError?: { constraint?: string } }).driverError?.constraint !== 'person_pin') throw error;
    throw pinTaken({ field: 'pin' });
  }
  recordChange({ person, subjectType: 'Person', subjectId: person, change: 'PIN_RECORDED' });
}
