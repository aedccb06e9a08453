import { openDeadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { stepDue } from '@kamkor/regulations';
import { LAW } from '@kamkor/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { pinTerm } from '../rules/birth-record/pin-term.js';
import type { Law } from '../rules/law.js';
import type { BirthRecord } from './birth-record.entity.js';
import { PIN_ASSIGNMENT } from './birth-record-deadlines.js';
import { changeRecord } from './change-record.js';
import type { RequestPinInput } from './identity.input.js';
import { lockForPin } from './lock-for-pin.js';
import { pinAlreadyKnown } from './refusals.js';

/** Asks for a child's number. The body that gives it owes it from now on. */
@Injectable()
export class RequestPin {
  constructor(@Inject(LAW) private readonly law: Law) {}

  /** Throws NOT_FOUND, CONFLICT and TRANSITION_REFUSED. */
  async request(input: RequestPinInput): Promise<BirthRecord> {
    const { record, to } = await lockForPin('requestPin', input);
    const [child] = await tx().sql<{ pin: string | null }>('SELECT pin FROM person WHERE id = $1', [record.childId]);
    if (child?.pin) throw pinAlreadyKnown({ state: record.pinState, allowed: [] });
    const { dueAt, regulation } = stepDue(pinTerm, tx().now, this.law);
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
}
