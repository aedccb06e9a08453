import { tx } from '@kamkor/persistence';
import { Injectable } from '@nestjs/common';
import { canBeGiven } from '../rules/hard-life-situation/closing-reason.js';
import type { CloseHardLifeSituationInput } from './assessment.input.js';
import { changeSituation, lockFor, meetAllDeadlines } from './change-situation.js';

import { reasonComesByItself } from './refusals.js';
import type { HardLifeSituation } from './situation.entity.js';

/** A specialist closes a situation that is over. */
@Injectable()
export class CloseSituation {
  /** Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED, and BAD_USER_INPUT by field. */
  async close(input: CloseHardLifeSituationInput): Promise<HardLifeSituation> {
    if (!canBeGiven(input.reason)) throw reasonComesByItself({ field: 'reason' });
    const { situation, to } = await lockFor('closeHardLifeSituation', input);
    const { now } = tx();
    await meetAllDeadlines(situation.id);
    return changeSituation(situation, 'SITUATION_CLOSED', {
      state: to,
      closedAt: now,
      closingReason: input.reason,
      reviewDueAt: null,
      objectionDueAt: null,
    });
  }
}
