import type { DeadlineKind } from '@kamkor/deadlines';
import {
  HARD_LIFE_ASSESSMENT,
  HARD_LIFE_OBJECTION,
  HARD_LIFE_REVIEW,
} from './hard-life-situation/hard-life-situation-deadlines.js';

/** The kinds of deadlines of this service; all are on a HardLifeSituation. */
export interface BenefitsDeadlines {
  /** A family that was found in need is assessed. */
  readonly assessment: DeadlineKind;
  /** It is looked at again whether a family is still to be registered. */
  readonly review: DeadlineKind;
  /** A family that objected is answered. */
  readonly objection: DeadlineKind;
}

/** All of them bind the state, so they fire also after an outage of ours. */
export const benefitsDeadlines = (): BenefitsDeadlines => ({
  assessment: HARD_LIFE_ASSESSMENT,
  review: HARD_LIFE_REVIEW,
  objection: HARD_LIFE_OBJECTION,
});
