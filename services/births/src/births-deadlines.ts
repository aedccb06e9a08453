import { type Deadline, type DeadlineKind, deadlineKind } from '@kamkor/deadlines';
import { releaseWaiting } from './backlog/release-waiting.js';
import { takeBackOverdue } from './documentation/take-back-overdue.js';
import { HANDOVER_ANSWER } from './handover/handover-deadlines.js';
import { safetyConcernKind } from './obstacle/obstacle-deadlines.js';
import { becomeOverdue, checkWaiting } from './outreach/become-overdue.js';
import { escalate, noticeReviews, takeBackEscalations } from './outreach/escalations.js';
import { missFirstVisits, remind } from './outreach/reminders.js';
import { backlogQuota } from './rules/backlog/quota.js';
import { certificateApplicationTerm } from './rules/documentation/certificate-application-term.js';
import type { Law } from './rules/law.js';
import { firstVisitTerm } from './rules/outreach/first-visit-term.js';
import { nextVisitTerm } from './rules/outreach/next-visit-term.js';
import { outreachReminderInterval } from './rules/outreach/reminder-interval.js';
import { outreachReviewDay } from './rules/outreach/review.js';

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
  /** On a SafetyConcern, a chain up the territories: a protection worker takes it up. */
  readonly safetyConcern: DeadlineKind;
  /** On a TerritoryStart, a chain, each working day: the turn of the next of those who wait has come. */
  readonly backlogRelease: DeadlineKind;
  /** On a DocumentationWatch, due at once: the child's turn has come, or it has moved while it waited. */
  readonly backlogCheck: DeadlineKind;
}

/** What the trail says of a clock that guardianship looks after is not for a family that reads it with the child. */
const withheld = ({ owner }: Deadline): boolean => owner === 'GUARDIANSHIP';

export const DEADLINES = Symbol('the deadlines of births');

/** All of them bind the state, so they fire also after an outage of ours. */
export function birthsDeadlines(law: Law): BirthsDeadlines {
  const reminder: DeadlineKind = deadlineKind({
    kind: 'OUTREACH_REMINDER',
    binds: 'STATE',
    regulation: outreachReminderInterval.code,
    withheld,
    lapse: (batch) => remind(batch, law, reminder),
  });
  const nextVisit: DeadlineKind = deadlineKind({
    kind: 'OUTREACH_NEXT_VISIT',
    binds: 'STATE',
    regulation: nextVisitTerm.code,
    withheld,
    lapse: (batch) => escalate(batch, law, nextVisit),
    takeBack: takeBackEscalations,
  });
  const review = deadlineKind({
    kind: 'OUTREACH_REVIEW',
    binds: 'STATE',
    regulation: outreachReviewDay.code,
    withheld,
    lapse: noticeReviews,
  });
  const firstVisit = deadlineKind({
    kind: 'OUTREACH_FIRST_VISIT',
    binds: 'STATE',
    regulation: firstVisitTerm.code,
    withheld,
    lapse: (batch) => missFirstVisits(batch, law, { reminder, nextVisit }),
  });
  const application = deadlineKind({
    kind: 'CERTIFICATE_APPLICATION',
    binds: 'STATE',
    regulation: certificateApplicationTerm.code,
    withheld,
    lapse: (batch) => becomeOverdue(batch, law, { firstVisit, review }),
    takeBack: (batch) => takeBackOverdue(batch, { firstVisit, reminder, nextVisit, review }),
  });
  const backlogCheck = deadlineKind({
    kind: 'BACKLOG_CHECK',
    binds: 'STATE',
    regulation: backlogQuota.code,
    // It may be that the child was given up: no log tells so.
    withheld: true,
    lapse: (batch) => checkWaiting(batch, law, { firstVisit, review }),
  });
  const backlogRelease: DeadlineKind = deadlineKind({
    kind: 'BACKLOG_RELEASE',
    binds: 'STATE',
    regulation: backlogQuota.code,
    lapse: (batch) => releaseWaiting(batch, law, { release: backlogRelease, check: backlogCheck }),
  });
  return {
    ...{ application, firstVisit, reminder, nextVisit, review, backlogRelease, backlogCheck },
    safetyConcern: safetyConcernKind(law),
  };
}

export const listOf = (deadlines: BirthsDeadlines): readonly DeadlineKind[] => [
  ...Object.values(deadlines),
  HANDOVER_ANSWER,
];
