import { meetDeadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { Injectable } from '@nestjs/common';
import { Law } from '../law.js';
import { OBJECTION_TERM, stepDue } from '../rules/hard-life-situation/assessment-term.js';
import { change, lockFor, startClock } from './change-situation.js';
import { ClosingReason } from './enumerations.js';
import { HARD_LIFE_OBJECTION } from './hard-life-situation-deadlines.js';
import { stopClocks } from './record-assessment.js';
import type { HardLifeSituation } from './situation.entity.js';
import type { OfSituation, RecordHardLifeObjectionInput } from './situation.input.js';

@Injectable()
export class ObjectionService {
  constructor(private readonly law: Law) {}

  /** The family does not want to be registered, or not so. Who objects knows of it. */
  async object(input: RecordHardLifeObjectionInput): Promise<HardLifeSituation> {
    const { situation, to } = await lockFor('recordHardLifeObjection', input);
    const due = stepDue(OBJECTION_TERM, tx().now, this.law);
    return change(situation, 'OBJECTION_RECORDED', {
      state: to,
      familyKnows: true,
      objection: input.reason,
      objectedAt: tx().now,
      objectionDueAt: await startClock(HARD_LIFE_OBJECTION, situation, true, due),
      objectionOverdueSince: null,
      objectionOutcome: null,
      objectionDecidedAt: null,
    });
  }

  /** The family is right: its situation is closed at once, assessed or not. */
  async uphold(input: OfSituation): Promise<HardLifeSituation> {
    const { situation, to } = await lockFor('upholdHardLifeObjection', input);
    await stopClocks(situation.id);
    return change(situation, 'OBJECTION_UPHELD', {
      state: to,
      closedAt: tx().now,
      closingReason: ClosingReason.OBJECTION_UPHELD,
      dueAt: null,
      reviewDueAt: null,
      ...this.answered('UPHELD'),
    });
  }

  /** The family stays registered; what is owed to it goes on, and it may object again. */
  async reject(input: OfSituation): Promise<HardLifeSituation> {
    const { situation, to } = await lockFor('rejectHardLifeObjection', input);
    await meetDeadline({ kind: HARD_LIFE_OBJECTION, subjectId: situation.id, factAt: tx().now });
    return change(situation, 'OBJECTION_REJECTED', { state: to, ...this.answered('REJECTED') });
  }

  private answered(objectionOutcome: 'UPHELD' | 'REJECTED') {
    return { objectionOutcome, objectionDecidedAt: tx().now, objectionDueAt: null };
  }
}
