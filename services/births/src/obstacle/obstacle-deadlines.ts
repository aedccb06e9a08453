import {
  type Deadline,
  type DeadlineKind,
  type DeadlineToOpen,
  DUE_SUBJECTS,
  deadlineKind,
  openDeadlines,
} from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import type { Law } from '../rules/law.js';
import { safetyConcernDueAt, safetyConcernTerm } from '../rules/obstacle/safety-concern-term.js';

/** The deadline of a concern: somebody takes it up. */
export const deadlineOfConcern = (
  {
    id,
    childPersonId,
    territory,
  }: { readonly id: string; readonly childPersonId: string | null; readonly territory: string },
  dueAt: Temporal.Instant,
): DeadlineToOpen => ({
  subject: { type: 'SafetyConcern', id },
  person: childPersonId,
  territory,
  owner: 'GUARDIANSHIP',
  dueAt,
});

/** Up to the next territory that somebody is named for; where there is none above, it stays overdue where it is. */
const ESCALATE = `UPDATE safety_concern c SET overdue_since = coalesce(c.overdue_since, b.due_at),
    escalated_to = coalesce(up.territory, c.escalated_to), due_at = CASE WHEN up.territory IS NULL THEN c.due_at ELSE $1 END,
    version = c.version + 1
  FROM ${DUE_SUBJECTS.from('b', 2)} JOIN safety_concern s ON s.id = b.subject_id
    CROSS JOIN LATERAL (SELECT max(p.territory) AS territory FROM protection_worker p WHERE p.state = 'NAMED'
      AND coalesce(s.escalated_to, s.territory) > p.territory
      AND coalesce(s.escalated_to, s.territory) < p.territory || '.') up
  WHERE c.id = b.subject_id
  RETURNING c.id, c.child_person AS "childPersonId", c.territory, up.territory IS NOT NULL AS higher`;

interface Late {
  readonly id: string;
  readonly childPersonId: string | null;
  readonly territory: string;
  readonly higher: boolean;
}

/** Each level has the same time; it counts from the moment of processing. */
async function escalate(batch: readonly Deadline[], law: Law, kind: DeadlineKind): Promise<void> {
  const { sql, now } = tx();
  const dueAt = safetyConcernDueAt(now, law.calendar, law.book);
  const late = await sql<Late>(ESCALATE, [dueAt, ...DUE_SUBJECTS.values(batch)]);
  const round = new Map(batch.map((deadline) => [deadline.subjectId, deadline.round + 1]));
  await openDeadlines(
    kind,
    late
      .filter(({ higher }) => higher)
      .map((one) => ({ ...deadlineOfConcern(one, dueAt), round: round.get(one.id) ?? 1 })),
  );
  recordChanges(
    late.map(({ id, childPersonId, higher }) => ({
      person: childPersonId,
      subjectType: 'SafetyConcern',
      subjectId: id,
      change: higher ? 'SAFETY_CONCERN_ESCALATED' : 'SAFETY_CONCERN_OVERDUE',
      rule: safetyConcernTerm.code,
      withheld: true,
    })),
  );
}

/** On a SafetyConcern, a chain up the territories: somebody takes it up. Its trail tells nobody outside. */
export function safetyConcernDeadline(law: Law): DeadlineKind {
  const kind: DeadlineKind = deadlineKind({
    kind: 'SAFETY_CONCERN',
    binds: 'STATE',
    regulation: safetyConcernTerm.code,
    withheld: true,
    lapse: (batch) => escalate(batch, law, kind),
  });
  return kind;
}
