import type { Deadline } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { openTasks, type ToVisit } from '../outreach/open-tasks.js';
import type { TaskDeadlines } from '../outreach/outreach-deadlines.js';
import type { Law } from '../rules/law.js';
import { endWaiting, holdBack } from './hold-back.js';

const OVERDUE_STILL = `SELECT id, birth_date AS "birthDate" FROM documentation_watch
  WHERE id = ANY ($1::uuid[]) AND state = 'OVERDUE' ORDER BY id FOR UPDATE`;

/** A child's turn has come; or it has moved or was given up while it waited: whether somebody is sent now is decided here. */
export async function checkWaiting(checks: readonly Deadline[], law: Law, deadlines: TaskDeadlines): Promise<void> {
  const ids = checks.map(({ subjectId }) => subjectId);
  await sendOrHold(await tx().sql<ToVisit>(OVERDUE_STILL, [ids]), law, deadlines);
  await endWaiting(ids);
}

/** Sends somebody to the families of these overdue children, but for those who wait for their turn. */
export async function sendOrHold(overdue: readonly ToVisit[], law: Law, deadlines: TaskDeadlines): Promise<void> {
  const sent = new Set(await holdBack(overdue.map(({ id }) => id)));
  await openTasks(
    overdue.filter(({ id }) => sent.has(id)),
    law,
    deadlines,
  );
}
