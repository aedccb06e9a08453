import type { DeadlineKind } from '@kamkor/deadlines';
import {
  HARD_LIFE_ASSESSMENT,
  HARD_LIFE_OBJECTION,
  HARD_LIFE_REVIEW,
} from './hard-life-situation/hard-life-situation-deadlines.js';

/** All of them bind the state, so they fire also after an outage of ours. */
export const benefitsDeadlines: readonly DeadlineKind[] = [HARD_LIFE_ASSESSMENT, HARD_LIFE_REVIEW, HARD_LIFE_OBJECTION];
