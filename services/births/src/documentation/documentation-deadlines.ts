import { type DeadlineKind, deadlineKind } from '@kamkor/deadlines';
import type { OutreachDeadlines } from '../outreach/outreach-deadlines.js';
import { certificateApplicationTerm } from '../rules/documentation/certificate-application-term.js';
import type { Law } from '../rules/law.js';
import { withheld } from '../withheld.js';
import { becomeOverdue, takeBackOverdue } from './become-overdue.js';

/** On a DocumentationWatch: the parents apply, or somebody is sent. */
export const applicationDeadline = (law: Law, outreach: OutreachDeadlines): DeadlineKind =>
  deadlineKind({
    kind: 'CERTIFICATE_APPLICATION',
    binds: 'STATE',
    regulation: certificateApplicationTerm.code,
    withheld,
    lapse: (batch) => becomeOverdue(batch, law, outreach),
    takeBack: (batch) => takeBackOverdue(batch, outreach),
  });
