import { randomUUIDv7 } from 'node:crypto';
import { type DeadlineKind, openDeadlines } from '@kamkor/deadlines';
import { rowSet, tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import type { Law } from '../rules/law.js';
import { birthDateOfMother, isProtectedMother, protectedMotherAge } from '../rules/obstacle/protected-ages.js';
import { safetyConcernDueAt } from '../rules/obstacle/safety-concern-term.js';
import { deadlineOfConcern } from './obstacle-deadlines.js';

interface Birth {
  readonly id: string;
  readonly birthDate: Temporal.PlainDate;
  readonly motherBirthDate: Temporal.PlainDate | null;
  readonly motherPin: string | null;
}

const BIRTHS = `SELECT id, birth_date AS "birthDate", mother_birth_date AS "motherBirthDate", mother_pin AS "motherPin"
  FROM birth_notification
  WHERE id = ANY ($1::uuid[]) AND (mother_birth_date IS NOT NULL OR mother_pin IS NOT NULL)`;

/** The registry's answer, which names child and mother, comes before this look or after its end, and then finds the concern. */
const HOLD = `SELECT FROM birth_notification WHERE id = ANY ($1::uuid[]) ORDER BY id FOR SHARE`;

interface Raised {
  readonly id: string;
  readonly notificationId: string;
}

const RAISED = rowSet<Raised>()({ id: 'uuid', notificationId: 'uuid' });

const RAISE = `INSERT INTO safety_concern (id, notification_id, child_person, mother_person, mother_name, territory,
    grounds, raised_at, recorded_by, due_at)
  SELECT f.id, n.id, n.child_person, n.mother_person,
    nullif(concat_ws(' ', n.mother_family_name, n.mother_given_name), ''), n.territory, '{MOTHER_UNDER_AGE}', $1, $2, $3
  FROM ${RAISED.from('f', 4)} JOIN birth_notification n ON n.id = f.notification_id
  ON CONFLICT (notification_id) WHERE visit_id IS NULL DO NOTHING
  RETURNING id, child_person AS "childPersonId", territory`;

/**
 * A mother who is a child herself is a concern by her age alone, of a stillborn child too. Looked for by the worker, so
 * that nothing of it reaches who notified the birth: once a notification was made or completed, and once the registry
 * has answered. A second look raises nothing twice.
 */
export async function lookForYoungMothers(
  notificationIds: readonly string[],
  law: Law,
  kind: DeadlineKind,
): Promise<void> {
  const { sql, now, principal } = tx();
  const births = await sql<Birth>(BIRTHS, [notificationIds]);
  const young = births.filter((birth) => {
    const mother = birthDateOfMother(birth, law.personalIdentifier);
    return mother !== null && isProtectedMother(mother, birth.birthDate, law.book);
  });
  if (young.length === 0) return;
  const dueAt = safetyConcernDueAt(now, law.calendar, law.book);
  await sql(HOLD, [young.map(({ id }) => id)]);
  const raised = await sql<{ id: string; childPersonId: string | null; territory: string }>(RAISE, [
    now,
    principal.subject,
    dueAt,
    ...RAISED.values(young.map(({ id }) => ({ id: randomUUIDv7(), notificationId: id }))),
  ]);
  await openDeadlines(
    kind,
    raised.map((concern) => deadlineOfConcern(concern, dueAt)),
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
