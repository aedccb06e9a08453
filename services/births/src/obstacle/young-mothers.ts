import { randomUUIDv7 } from 'node:crypto';
import { openDeadlines } from '@kamkor/deadlines';
import type { EventPayload } from '@kamkor/events';
import type { ReadEvent } from '@kamkor/outbox';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import type { Law } from '../rules/law.js';
import { isProtectedMother, protectedMotherAge } from '../rules/protected-ages.js';
import { safetyConcernDueAt } from '../rules/safety-concern-term.js';
import { SAFETY_CONCERN } from './safety-deadline.js';

interface Birth {
  readonly id: string;
  readonly birthDate: Temporal.PlainDate;
  readonly motherBirthDate: Temporal.PlainDate;
}

const BIRTHS = `SELECT id, birth_date AS "birthDate", mother_birth_date AS "motherBirthDate" FROM birth_notification
  WHERE id = ANY ($1::uuid[]) AND mother_birth_date IS NOT NULL`;

const RAISE = `INSERT INTO safety_concern (id, notification_id, child_person, mother_person, mother_name, territory,
    grounds, raised_at, recorded_by, due_at)
  SELECT f.id, n.id, n.child_person, n.mother_person,
    nullif(concat_ws(' ', n.mother_family_name, n.mother_given_name), ''), n.territory, '{MOTHER_UNDER_AGE}', $3, $4, $5
  FROM unnest($1::uuid[], $2::uuid[]) AS f(id, notification) JOIN birth_notification n ON n.id = f.notification
  ON CONFLICT (notification_id) WHERE visit_id IS NULL DO NOTHING
  RETURNING id, child_person AS "childPersonId", territory`;

/**
 * A mother who is a child herself is a concern by her age alone. Looked for once the registry has answered, by the
 * worker, so that nothing of it reaches the hospital that notified the birth.
 */
export async function lookForYoungMothers(
  events: readonly ReadEvent<EventPayload<'ChildRecorded'>>[],
  law: Law,
): Promise<void> {
  const { sql, now, principal } = tx();
  const births = await sql<Birth>(BIRTHS, [events.map(({ payload }) => payload.notificationId)]);
  const young = births.filter(({ birthDate, motherBirthDate }) =>
    isProtectedMother(motherBirthDate, birthDate, law.book),
  );
  if (young.length === 0) return;
  const dueAt = safetyConcernDueAt(now, law.calendar, law.book);
  const raised = await sql<{ id: string; childPersonId: string | null; territory: string }>(RAISE, [
    young.map(() => randomUUIDv7()),
    young.map(({ id }) => id),
    ...[now, principal.subject, dueAt],
  ]);
  await openDeadlines(
    SAFETY_CONCERN,
    raised.map(({ id, childPersonId, territory }) => ({
      subject: { type: 'SafetyConcern', id },
      person: childPersonId,
      territory,
      owner: 'GUARDIANSHIP',
      dueAt,
    })),
  );
  recordChanges(
    raised.map(({ id, childPersonId }) => ({
      person: childPersonId,
      subjectType: 'SafetyConcern',
      subjectId: id,
      change: 'SAFETY_CONCERN_RAISED',
      rule: protectedMotherAge.code,
      withheld: true,
    })),
  );
}
