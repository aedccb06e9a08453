import { backlogQuota, greatestBacklogQuota } from './backlog-quota.js';
import { certificateApplicationTerm } from './certificate-application-term.js';
import { duplicateInterval } from './duplicate-interval.js';
import { firstVisitTerm } from './first-visit-term.js';
import { handoverAnswerTerm } from './handover-answer-term.js';
import { offlinePeriod } from './late-visit.js';
import { nextVisitTerm } from './next-visit-term.js';
import { greatestBirthWeight, leastBirthWeight, notificationAgeLimit } from './notification-limits.js';
import { outreachReminderInterval } from './outreach-reminder-interval.js';
import { outreachReviewDay, outreachReviewInterval } from './outreach-review.js';
import { greatestFatherAge, greatestMotherAge, leastParentAge } from './parent-age.js';
import { ageOfMajority, protectedMotherAge } from './protected-ages.js';
import { recordCorrection } from './record-number.js';
import { safetyConcernTerm } from './safety-concern-term.js';
import { territoryStartAhead } from './territory-start.js';

/** Every number of the law that this service decides by. */
export const birthsRegulations = [
  certificateApplicationTerm,
  duplicateInterval,
  firstVisitTerm,
  outreachReminderInterval,
  nextVisitTerm,
  offlinePeriod,
  handoverAnswerTerm,
  outreachReviewDay,
  outreachReviewInterval,
  notificationAgeLimit,
  recordCorrection,
  leastBirthWeight,
  greatestBirthWeight,
  leastParentAge,
  greatestMotherAge,
  greatestFatherAge,
  ageOfMajority,
  protectedMotherAge,
  safetyConcernTerm,
  backlogQuota,
  greatestBacklogQuota,
  territoryStartAhead,
] as const;
