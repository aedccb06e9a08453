import { randomUUIDv7 } from 'node:crypto';
import { openDeadline } from '@kamkor/deadlines';
import { tidyText } from '@kamkor/identifiers';
import { tx } from '@kamkor/persistence';
import { recordChange } from '@kamkor/trail';
import type { Law } from '../rules/law.js';
import { safetyConcernDueAt } from '../rules/safety-concern-term.js';
import type { FoundAtVisit } from './found-at-visit.js';
import { SAFETY_CONCERN } from './safety-deadline.js';

/** Her name helps protection workers to find a mother whom the registry doesn't know. */
const RAISE = `INSERT INTO safety_concern (id, notification_id, visit_id, child_person, mother_person, mother_name,
    territory, grounds, note, raised_at, recorded_by, due_at)
  SELECT $1, $2, $3, $4, $5, (SELECT nullif(concat_ws(' ', mother_family_name, mother_given_name), '')
    FROM birth_notification WHERE id = $2), $6, $7, $8, $9, $10, $11`;

/** Written without being read back: the visitor does not see it any more. */
export async function raiseAtVisit(found: FoundAtVisit, law: Law): Promise<void> {
  const { visitId, visit, task } = found;
  const grounds = [...new Set(visit.safetyConcern?.grounds)];
  if (grounds.length === 0) return;
  const { sql, now, principal } = tx();
  const id = randomUUIDv7();
  const dueAt = safetyConcernDueAt(now, law.calendar, law.book);
  const note = tidyText(visit.safetyConcern?.note ?? '') || null;
  const { notificationId, childPersonId, motherPersonId, territory } = task;
  await sql(RAISE, [
    ...[id, notificationId, visitId, childPersonId, motherPersonId],
    ...[territory, grounds, note, now, principal.subject, dueAt],
  ]);
  await openDeadline({
    kind: SAFETY_CONCERN,
    subject: { type: 'SafetyConcern', id },
    territory,
    owner: 'GUARDIANSHIP',
    dueAt,
  });
  recordChange({
    person: childPersonId,
    subjectType: 'SafetyConcern',
    subjectId: id,
    change: 'SAFETY_CONCERN_RAISED',
    withheld: true,
  });
}
