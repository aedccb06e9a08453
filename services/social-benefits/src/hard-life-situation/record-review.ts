import { meetDeadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { LAW } from '@kamkor/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Law } from '../rules/law.js';
import type { RecordHardLifeReviewInput } from './assessment.input.js';
import { changeSituation, lockFor, openReview } from './change-situation.js';
import { HARD_LIFE_REVIEW } from './hard-life-situation-deadlines.js';
import type { HardLifeSituation } from './situation.entity.js';

/** Somebody has looked again: a family stays registered until the next review. */
@Injectable()
export class RecordReview {
  constructor(@Inject(LAW) private readonly law: Law) {}

  /** Throws NOT_FOUND, CONFLICT and TRANSITION_REFUSED. */
  async record(input: RecordHardLifeReviewInput): Promise<HardLifeSituation> {
    const { situation, to } = await lockFor('recordHardLifeReview', input);
    const { now } = tx();
    await meetDeadline({ kind: HARD_LIFE_REVIEW, subjectId: situation.id, factAt: now });
    const familyKnows = situation.familyKnows || input.familyInformed;
    return changeSituation(situation, 'SITUATION_REVIEWED', {
      state: to,
      reviewedAt: now,
      familyKnows,
      reviewDueAt: await openReview(situation, familyKnows, this.law),
    });
  }
}
