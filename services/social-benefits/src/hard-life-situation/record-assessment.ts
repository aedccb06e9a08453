import { meetDeadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { Injectable } from '@nestjs/common';
import { Law } from '../law.js';
import { REVIEW_TERM, stepDue } from '../rules/hard-life-situation/assessment-term.js';
import { assessmentTimeFault } from '../rules/hard-life-situation/assessment-time.js';
import { change, lockFor, startClock } from './change-situation.js';
import { ClosingReason } from './enumerations.js';
import { HARD_LIFE_ASSESSMENT, HARD_LIFE_OBJECTION, HARD_LIFE_REVIEW } from './hard-life-situation-deadlines.js';
import { assessedBeforeFound, assessedInFuture, reasonComesByItself } from './refusals.js';
import type { HardLifeSituation } from './situation.entity.js';
import type {
  CloseHardLifeSituationInput,
  RecordHardLifeAssessmentInput,
  RecordHardLifeReviewInput,
} from './situation.input.js';

const NOT_GIVEN: readonly ClosingReason[] = [ClosingReason.OBJECTION_UPHELD, ClosingReason.DUPLICATE];

@Injectable()
export class SituationService {
  constructor(private readonly law: Law) {}

  /** A specialist has looked at the family and decided what is to be done; somebody looks again after the review term. */
  async assess(input: RecordHardLifeAssessmentInput): Promise<HardLifeSituation> {
    const { situation, to } = await lockFor('recordHardLifeAssessment', input);
    const { now } = tx();
    const assessedAt = input.assessedAt ?? now;
    const fault = assessmentTimeFault(assessedAt, situation.foundAt, now);
    if (fault === 'ASSESSED_BEFORE_FOUND') {
      throw assessedBeforeFound({ field: 'input.assessedAt' }, { found: situation.foundAt.toString() });
    }
    if (fault === 'ASSESSED_IN_FUTURE') throw assessedInFuture({ field: 'input.assessedAt' });
    const settled = await meetDeadline({ kind: HARD_LIFE_ASSESSMENT, subjectId: situation.id, factAt: assessedAt });
    const takenBack = settled.some(({ settlement }) => settlement === 'TAKEN_BACK');
    const familyKnows = situation.familyKnows || input.familyInformed;
    return change(situation, 'SITUATION_ASSESSED', {
      state: to,
      assessedAt,
      assessment: input.outcome,
      familyKnows,
      dueAt: null,
      assessmentOverdueSince: takenBack ? null : situation.assessmentOverdueSince,
      reviewDueAt: await this.nextReview(situation, familyKnows),
    });
  }

  /** Somebody has looked again: the family stays registered until the next review. */
  async review(input: RecordHardLifeReviewInput): Promise<HardLifeSituation> {
    const { situation, to } = await lockFor('recordHardLifeReview', input);
    const { now } = tx();
    await meetDeadline({ kind: HARD_LIFE_REVIEW, subjectId: situation.id, factAt: now });
    const familyKnows = situation.familyKnows || input.familyInformed;
    return change(situation, 'SITUATION_REVIEWED', {
      state: to,
      reviewedAt: now,
      familyKnows,
      reviewDueAt: await this.nextReview(situation, familyKnows),
    });
  }

  async close(input: CloseHardLifeSituationInput): Promise<HardLifeSituation> {
    if (NOT_GIVEN.includes(input.reason)) throw reasonComesByItself({ field: 'input.reason' });
    const { situation, to } = await lockFor('closeHardLifeSituation', input);
    const { now } = tx();
    await stopClocks(situation.id);
    return change(situation, 'SITUATION_CLOSED', {
      state: to,
      closedAt: now,
      closingReason: input.reason,
      reviewDueAt: null,
      objectionDueAt: null,
    });
  }

  private nextReview(situation: HardLifeSituation, familyKnows: boolean): Promise<Temporal.Instant> {
    return startClock(HARD_LIFE_REVIEW, situation, familyKnows, stepDue(REVIEW_TERM, tx().now, this.law));
  }
}

/** What is owed to a family whose situation is over: nothing. */
export async function stopClocks(subjectId: string): Promise<void> {
  for (const kind of [HARD_LIFE_ASSESSMENT, HARD_LIFE_REVIEW, HARD_LIFE_OBJECTION]) {
    await meetDeadline({ kind, subjectId, factAt: tx().now });
  }
}
