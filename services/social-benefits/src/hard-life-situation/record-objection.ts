import { tx } from '@kamkor/persistence';
import { stepDue } from '@kamkor/regulations';
import { LAW } from '@kamkor/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { objectionTerm } from '../rules/hard-life-situation/objection-term.js';
import type { Law } from '../rules/law.js';
import { changeSituation, lockFor, openSituationDeadline } from './change-situation.js';
import { HARD_LIFE_OBJECTION } from './hard-life-situation-deadlines.js';
import type { RecordHardLifeObjectionInput } from './objection.input.js';
import type { HardLifeSituation } from './situation.entity.js';

/** A family does not want to be registered, or not in this way. Whoever objects knows of the situation. */
@Injectable()
export class RecordObjection {
  constructor(@Inject(LAW) private readonly law: Law) {}

  /** Throws NOT_FOUND, CONFLICT and TRANSITION_REFUSED. */
  async record(input: RecordHardLifeObjectionInput): Promise<HardLifeSituation> {
    const { situation, to } = await lockFor('recordHardLifeObjection', input);
    const due = stepDue(objectionTerm, tx().now, this.law);
    return changeSituation(situation, 'OBJECTION_RECORDED', {
      state: to,
      familyKnows: true,
      objection: input.reason,
      objectedAt: tx().now,
      objectionDueAt: await openSituationDeadline(HARD_LIFE_OBJECTION, situation, true, due),
      objectionOverdueSince: null,
      objectionOutcome: null,
      objectionDecidedAt: null,
    });
  }
}
