import { type DeadlineKind, deadlineKind } from '@kamkor/deadlines';
import { takeBackOverdue } from './documentation/take-back-overdue.js';
import { SAFETY_CONCERN } from './obstacle/safety-deadline.js';
import { becomeOverdue } from './outreach/open-tasks.js';
import { missFirstVisits, remind } from './outreach/reminders.js';
import { certificateApplicationTerm } from './rules/certificate-application-term.js';
import { firstVisitTerm } from './rules/first-visit-term.js';
import type { Law } from './rules/law.js';
import { outreachReminderInterval } from './rules/outreach-reminder-interval.js';

/** The promises of this service that have a term. */
export interface BirthsDeadlines {
  /** On a DocumentationWatch: the parents apply, or somebody is sent. */
  readonly application: DeadlineKind;
  /** On an OutreachTask: the family is visited for the first time. */
  readonly firstVisit: DeadlineKind;
  /** On an OutreachTask, a chain: the unit is reminded until the child is documented. */
  readonly reminder: DeadlineKind;
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
  const firstVisit = deadlineKind({
    kind: 'OUTREACH_FIRST_VISIT',
    binds: 'STATE',
    regulation: firstVisitTerm.code,
    lapse: (batch) => missFirstVisits(batch, law, reminder),
  });
  const application = deadlineKind({
    kind: 'CERTIFICATE_APPLICATION',
    binds: 'STATE',
    regulation: certificateApplicationTerm.code,
    lapse: (batch) => becomeOverdue(batch, law, firstVisit),
    takeBack: (batch) => takeBackOverdue(batch, { firstVisit, reminder }),
  });
  return { application, firstVisit, reminder };
}

export const listOf = ({ application, firstVisit, reminder }: BirthsDeadlines): readonly DeadlineKind[] => [
  application,
  firstVisit,
  reminder,
  SAFETY_CONCERN,
];
