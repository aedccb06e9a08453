import { type DeadlineKind, deadlineKind } from '@kamkor/deadlines';
import { takeBackOverdue } from './documentation/take-back-overdue.js';
import { HANDOVER_ANSWER } from './handover/answer-deadline.js';
import { SAFETY_CONCERN } from './obstacle/safety-deadline.js';
import { escalate, noticeReviews, takeBackEscalations } from './outreach/escalations.js';
import { becomeOverdue } from './outreach/open-tasks.js';
import { missFirstVisits, remind } from './outreach/reminders.js';
import { certificateApplicationTerm } from './rules/certificate-application-term.js';
import { firstVisitTerm } from './rules/first-visit-term.js';
import type { Law } from './rules/law.js';
import { nextVisitTerm } from './rules/next-visit-term.js';
import { outreachReminderInterval } from './rules/outreach-reminder-interval.js';
import { outreachReviewDay } from './rules/outreach-review.js';

/** The promises of this service that have a term. */
export interface BirthsDeadlines {
  /** On a DocumentationWatch: the parents apply, or somebody is sent. */
  readonly application: DeadlineKind;
  /** On an OutreachTask: the family is visited for the first time. */
  readonly firstVisit: DeadlineKind;
  /** On an OutreachTask, a chain: the unit is reminded until the child is documented. */
  readonly reminder: DeadlineKind;
  /** On an OutreachTask, a chain: the family is visited again; a missed visit is the supervisor's business. */
  readonly nextVisit: DeadlineKind;
  /** On an OutreachTask: the supervisor reviews what was done. No visit ends it. */
  readonly review: DeadlineKind;
}

export const DEADLINES = Symbol('the deadlines of births');

/** All of them bind the state, so they fire also after an outage of ours. */
export function birthsDeadlines(law: Law): BirthsDeadlines {
  const reminder: DeadlineKind = deadlineKind({
    kind: 'OUTREACH_REMINDER',
    binds: 'STATE',
    regulation: outreachReminderInterval.code,
    lapse: (batch) => remind(batch, law, reminder),
  });
  const nextVisit: DeadlineKind = deadlineKind({
    kind: 'OUTREACH_NEXT_VISIT',
    binds: 'STATE',
    regulation: nextVisitTerm.code,
    lapse: (batch) => escalate(batch, law, nextVisit),
    takeBack: takeBackEscalations,
  });
  const review = deadlineKind({
    kind: 'OUTREACH_REVIEW',
    binds: 'STATE',
    regulation: outreachReviewDay.code,
    lapse: noticeReviews,
  });
  const firstVisit = deadlineKind({
    kind: 'OUTREACH_FIRST_VISIT',
    binds: 'STATE',
    regulation: firstVisitTerm.code,
    lapse: (batch) => missFirstVisits(batch, law, { reminder, nextVisit }),
  });
  const application = deadlineKind({
    kind: 'CERTIFICATE_APPLICATION',
    binds: 'STATE',
    regulation: certificateApplicationTerm.code,
    lapse: (batch) => becomeOverdue(batch, law, { firstVisit, review }),
    takeBack: (batch) => takeBackOverdue(batch, { firstVisit, reminder, nextVisit, review }),
  });
  return { application, firstVisit, reminder, nextVisit, review };
}

export const listOf = (deadlines: BirthsDeadlines): readonly DeadlineKind[] => [
  ...Object.values(deadlines),
  SAFETY_CONCERN,
  HANDOVER_ANSWER,
];
