import { backlogQuota, greatestBacklogQuota } from './backlog/quota.js';
import { territoryStartAhead } from './backlog/territory-start.js';
import { certificateApplicationTerm } from './documentation/certificate-application-term.js';
import { duplicateInterval } from './duplicate/interval.js';
import { handoverAnswerTerm } from './handover/answer-term.js';
import { greatestBirthWeight, leastBirthWeight, notificationAgeLimit } from './notification/limits.js';
import { greatestFatherAge, greatestMotherAge, leastParentAge } from './notification/parent-age.js';
import { recordCorrection } from './notification/record-number.js';
import { ageOfMajority, protectedMotherAge } from './obstacle/protected-ages.js';
import { safetyConcernTerm } from './obstacle/safety-concern-term.js';
import { firstVisitTerm } from './outreach/first-visit-term.js';
import { offlinePeriod } from './outreach/late-visit.js';
import { nextVisitTerm } from './outreach/next-visit-term.js';
import { outreachReminderInterval } from './outreach/reminder-interval.js';
import { outreachReviewDay, outreachReviewInterval } from './outreach/review.js';

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
