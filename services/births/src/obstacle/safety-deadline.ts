import { type DeadlineKind, deadlineKind } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { safetyConcernTerm } from '../rules/safety-concern-term.js';

/** On a SafetyConcern: somebody takes it up. Its trail tells nobody outside. */
export const SAFETY_CONCERN: DeadlineKind = deadlineKind({
  kind: 'SAFETY_CONCERN',
  binds: 'STATE',
  regulation: safetyConcernTerm.code,
  withheld: true,
  lapse: async (batch) => {
    const late = await tx().sql<{ id: string; childPersonId: string | null }>(
      `UPDATE safety_concern c SET overdue_since = b.due_at, version = version + 1
       FROM unnest($1::uuid[], $2::timestamptz[]) AS b (id, due_at) WHERE c.id = b.id
       RETURNING c.id, c.child_person AS "childPersonId"`,
      [batch.map(({ subjectId }) => subjectId), batch.map(({ dueAt }) => dueAt)],
    );
    recordChanges(
      late.map(({ id, childPersonId }) => ({
        person: childPersonId,
        subjectType: 'SafetyConcern',
        subjectId: id,
        change: 'SAFETY_CONCERN_OVERDUE',
        rule: safetyConcernTerm.code,
        withheld: true,
      })),
    );
  },
});
