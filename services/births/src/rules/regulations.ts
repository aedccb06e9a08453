import { certificateApplicationTerm } from './certificate-application-term.js';
import { firstVisitTerm } from './first-visit-term.js';
import { greatestBirthWeight, leastBirthWeight, notificationAgeLimit } from './notification-limits.js';
import { outreachReminderInterval } from './outreach-reminder-interval.js';
import { greatestMotherAge, leastParentAge } from './parent-age.js';

/** Every number of the law that this service decides by. */
export const birthsRegulations = [
  certificateApplicationTerm,
  firstVisitTerm,
  outreachReminderInterval,
  notificationAgeLimit,
  leastBirthWeight,
  greatestBirthWeight,
  leastParentAge,
  greatestMotherAge,
] as const;
