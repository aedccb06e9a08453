import { tx } from '@kamkor/persistence';
import { Injectable } from '@nestjs/common';
import { changeSituation, lockFor, meetAllDeadlines } from './change-situation.js';

import type { UpholdHardLifeObjectionInput } from './objection.input.js';
import type { HardLifeSituation } from './situation.entity.js';

/** A family's objection is right: its situation is closed at once, assessed or not. */
@Injectable()
export class UpholdObjection {
  /** Throws NOT_FOUND, CONFLICT and TRANSITION_REFUSED. */
  async uphold(input: UpholdHardLifeObjectionInput): Promise<HardLifeSituation> {
    const { situation, to } = await lockFor('upholdHardLifeObjection', input);
    const { now } = tx();
    await meetAllDeadlines(situation.id);
    return changeSituation(situation, 'OBJECTION_UPHELD', {
      state: to,
      closedAt: now,
      closingReason: 'OBJECTION_UPHELD',
      dueAt: null,
      reviewDueAt: null,
      objectionOutcome: 'UPHELD',
      objectionDecidedAt: now,
      objectionDueAt: null,
    });
  }
}
