import { meetDeadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { Injectable } from '@nestjs/common';
import { changeSituation, lockFor } from './change-situation.js';
import { HARD_LIFE_OBJECTION } from './hard-life-situation-deadlines.js';
import type { RejectHardLifeObjectionInput } from './objection.input.js';
import type { HardLifeSituation } from './situation.entity.js';

/** A family's objection is not right: it stays registered, what is owed to it goes on, and it may object again. */
@Injectable()
export class RejectObjection {
  /** Throws NOT_FOUND, CONFLICT and TRANSITION_REFUSED. */
  async reject(input: RejectHardLifeObjectionInput): Promise<HardLifeSituation> {
    const { situation, to } = await lockFor('rejectHardLifeObjection', input);
    const { now } = tx();
    await meetDeadline({ kind: HARD_LIFE_OBJECTION, subjectId: situation.id, factAt: now });
    return changeSituation(situation, 'OBJECTION_REJECTED', {
      state: to,
      objectionOutcome: 'REJECTED',
      objectionDecidedAt: now,
      objectionDueAt: null,
    });
  }
}
