import { type DeadlineKind, deadlineKind } from '@kamkor/deadlines';
import type { TaskDeadlines } from '../outreach/outreach-deadlines.js';
import { backlogQuota } from '../rules/backlog/quota.js';
import type { Law } from '../rules/law.js';
import { checkWaiting } from './check-waiting.js';
import { releaseWaiting } from './release-waiting.js';

export interface BacklogDeadlines {
  /** On a TerritoryStart, a chain, each working day: the turn of the next of those who wait has come. */
  readonly backlogRelease: DeadlineKind;
  /** On a DocumentationWatch, due at once: the child's turn has come, or it has moved while it waited. */
  readonly backlogCheck: DeadlineKind;
}

export function backlogDeadlines(law: Law, outreach: TaskDeadlines): BacklogDeadlines {
  const backlogCheck = deadlineKind({
    kind: 'BACKLOG_CHECK',
    binds: 'STATE',
    regulation: backlogQuota.code,
    // It may be that the child was given up: no log tells so.
    withheld: true,
    lapse: (batch) => checkWaiting(batch, law, outreach),
  });
  const backlogRelease: DeadlineKind = deadlineKind({
    kind: 'BACKLOG_RELEASE',
    binds: 'STATE',
    regulation: backlogQuota.code,
    lapse: (batch) => releaseWaiting(batch, law, { release: backlogRelease, check: backlogCheck }),
  });
  return { backlogRelease, backlogCheck };
}
