import { type DeadlineKind, deadlineKind } from '@kamkor/deadlines';
import type { Law } from '../rules/law.js';
import { firstVisitTerm } from '../rules/outreach/first-visit-term.js';
import { nextVisitTerm } from '../rules/outreach/next-visit-term.js';
import { outreachReminderInterval } from '../rules/outreach/reminder-interval.js';
import { outreachReviewDay } from '../rules/outreach/review.js';
import { withheld } from '../withheld.js';
import { escalate, noticeReviews, takeBackEscalations } from './escalations.js';
import { missFirstVisits, remind } from './reminders.js';

/** The deadlines on an open OutreachTask. */
export interface OutreachDeadlines {
  /** The family is visited for the first time. */
  readonly firstVisit: DeadlineKind;
  /** A chain: the unit is reminded until the child is documented. */
  readonly reminder: DeadlineKind;
  /** A chain: the family is visited again; a missed visit is the supervisor's business. */
  readonly nextVisit: DeadlineKind;
  /** The supervisor reviews what was done. No visit ends it. */
  readonly review: DeadlineKind;
}

/** Those that begin with a task. */
export type TaskDeadlines = Pick<OutreachDeadlines, 'firstVisit' | 'review'>;

export function outreachDeadlines(law: Law): OutreachDeadlines {
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
  return { firstVisit, reminder, nextVisit, review };
}
