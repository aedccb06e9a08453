import type { DeadlineKind } from '@kamkor/deadlines';
import { type BacklogDeadlines, backlogDeadlines } from './backlog/backlog-deadlines.js';
import { applicationDeadline } from './documentation/documentation-deadlines.js';
import { HANDOVER_ANSWER } from './handover/handover-deadlines.js';
import { safetyConcernDeadline } from './obstacle/obstacle-deadlines.js';
import { type OutreachDeadlines, outreachDeadlines } from './outreach/outreach-deadlines.js';
import type { Law } from './rules/law.js';

/** The kinds of deadlines of this service. */
export interface BirthsDeadlines extends OutreachDeadlines, BacklogDeadlines {
  /** On a DocumentationWatch: the parents apply, or somebody is sent. */
  readonly application: DeadlineKind;
  /** On a SafetyConcern, a chain up the territories: a protection worker takes it up. */
  readonly safetyConcern: DeadlineKind;
  /** On an OutreachHandover: the unit that was asked answers. */
  readonly handoverAnswer: DeadlineKind;
}

/** All of them bind the state, so they fire also after an outage of ours. */
export function birthsDeadlines(law: Law): BirthsDeadlines {
  const outreach = outreachDeadlines(law);
  const backlog = backlogDeadlines(law, outreach);
  return {
    application: applicationDeadline(law, outreach),
    firstVisit: outreach.firstVisit,
    reminder: outreach.reminder,
    nextVisit: outreach.nextVisit,
    review: outreach.review,
    backlogRelease: backlog.backlogRelease,
    backlogCheck: backlog.backlogCheck,
    safetyConcern: safetyConcernDeadline(law),
    handoverAnswer: HANDOVER_ANSWER,
  };
}
