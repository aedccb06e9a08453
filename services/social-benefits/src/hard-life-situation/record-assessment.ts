import { meetDeadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { LAW } from '@kamkor/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import { assessmentTimeFault } from '../rules/hard-life-situation/assessment-time.js';
import type { Law } from '../rules/law.js';
import type { RecordHardLifeAssessmentInput } from './assessment.input.js';
import { changeSituation, lockFor, openReview } from './change-situation.js';
import { HARD_LIFE_ASSESSMENT } from './hard-life-situation-deadlines.js';
import { assessedBeforeFound, assessedInFuture } from './refusals.js';
import type { HardLifeSituation } from './situation.entity.js';

/** A specialist has looked at a family and decided what is to be done; somebody looks again after the review term. */
@Injectable()
export class RecordAssessment {
  constructor(@Inject(LAW) private readonly law: Law) {}

  /** Throws NOT_FOUND, CONFLICT, TRANSITION_REFUSED, and BAD_USER_INPUT by field. */
  async record(input: RecordHardLifeAssessmentInput): Promise<HardLifeSituation> {
    const { situation, to } = await lockFor('recordHardLifeAssessment', input);
    const { now } = tx();
    const assessedAt = input.assessedAt ?? now;
    const fault = assessmentTimeFault(assessedAt, situation.foundAt, now);
    if (fault === 'ASSESSED_BEFORE_FOUND') {
      throw assessedBeforeFound({ field: 'assessedAt' }, { found: situation.foundAt.toString() });
    }
    if (fault === 'ASSESSED_IN_FUTURE') throw assessedInFuture({ field: 'assessedAt' });
    const settled = await meetDeadline({ kind: HARD_LIFE_ASSESSMENT, subjectId: situation.id, factAt: assessedAt });
    const takenBack = settled.some(({ settlement }) => settlement === 'TAKEN_BACK');
    const familyKnows = situation.familyKnows || input.familyInformed;
    return changeSituation(situation, 'SITUATION_ASSESSED', {
      state: to,
      assessedAt,
      assessment: input.outcome,
      familyKnows,
      dueAt: null,
      assessmentOverdueSince: takenBack ? null : situation.assessmentOverdueSince,
      reviewDueAt: await openReview(situation, familyKnows, this.law),
    });
  }
}
