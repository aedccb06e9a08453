import { randomUUIDv7 } from 'node:crypto';
import { type DeadlineKind, openDeadline } from '@kamkor/deadlines';
import { tidyText } from '@kamkor/identifiers';
import { tx } from '@kamkor/persistence';
import { recordChange } from '@kamkor/trail';
import type { Law } from '../rules/law.js';
import { safetyConcernDueAt } from '../rules/obstacle/safety-concern-term.js';
import type { FoundAtVisit } from './found-at-visit.js';
import { deadlineOfConcern } from './obstacle-deadlines.js';

/** Her name helps protection workers to find a mother whom the registry doesn't know. */
const RAISE = `INSERT INTO safety_concern (id, notification_id, visit_id, child_person, mother_person, mother_name,
    territory, grounds, note, raised_at, recorded_by, due_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`;

/** Written without being read back: the visitor does not see it any more. */
export async function raiseAtVisit(found: FoundAtVisit, law: Law, kind: DeadlineKind): Promise<void> {
  const { visitId, visit, task } = found;
  const grounds = [...new Set(visit.safetyConcern?.grounds)];
  if (grounds.length === 0) return;
  const { sql, now, principal } = tx();
  const id = randomUUIDv7();
  const dueAt = safetyConcernDueAt(now, law.calendar, law.book);
  const note = tidyText(visit.safetyConcern?.note ?? '') || null;
  const { notificationId, childPersonId, motherPersonId, motherName, territory } = task;
  await sql(RAISE, [
    ...[id, notificationId, visitId, childPersonId, motherPersonId, motherName],
    ...[territory, grounds, note, now, principal.subject, dueAt],
  ]);
  await openDeadline({ kind, ...deadlineOfConcern({ id, childPersonId, territory }, dueAt) });
  recordChange({
    person: childPersonId,
    subjectType: 'SafetyConcern',
    subjectId: id,
    change: 'SAFETY_CONCERN_RAISED',
    withheld: true,
  });
}
