import { deadlineKind } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { ASSESSMENT_TERM } from '../rules/assessment-term.js';

/** A family that was found in need is to be assessed. The trail of this clock tells the family nothing. */
export const HARD_LIFE_ASSESSMENT = deadlineKind({
  kind: 'HARD_LIFE_ASSESSMENT',
  binds: 'STATE',
  regulation: ASSESSMENT_TERM.code,
  withheld: true,
  lapse: async (batch) => {
    await tx().sql(
      `UPDATE hard_life_situation s SET assessment_overdue_since = b.due_at, version = version + 1
       FROM unnest($1::uuid[], $2::timestamptz[]) AS b (id, due_at) WHERE s.id = b.id`,
      [batch.map(({ subjectId }) => subjectId), batch.map(({ dueAt }) => dueAt)],
    );
    recordChanges(
      batch.map(({ person, subjectType, subjectId, regulation }) => ({
        person,
        subjectType,
        subjectId,
        change: 'ASSESSMENT_OVERDUE',
        rule: regulation,
        withheld: true,
      })),
    );
  },
  takeBack: async (batch) => {
    await tx().sql(
      `UPDATE hard_life_situation SET assessment_overdue_since = NULL, version = version + 1
       WHERE id = ANY ($1::uuid[])`,
      [batch.map(({ subjectId }) => subjectId)],
    );
  },
});

export const benefitsDeadlineKinds = [HARD_LIFE_ASSESSMENT];
