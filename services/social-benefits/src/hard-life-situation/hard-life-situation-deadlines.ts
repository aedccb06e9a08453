import { type Deadline, type DeadlineKind, deadlineKind } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { assessmentTerm } from '../rules/hard-life-situation/assessment-term.js';
import { objectionTerm } from '../rules/hard-life-situation/objection-term.js';
import { reviewTerm } from '../rules/hard-life-situation/review-term.js';

type Mark = 'assessment_overdue_since' | 'review_overdue_since' | 'objection_overdue_since';

/** A step that the state owes the family. The trail of its deadline tells the family nothing. */
const owed = (kind: string, regulation: string, mark: Mark, change: string): DeadlineKind =>
  deadlineKind({
    kind,
    binds: 'STATE',
    regulation,
    withheld: true,
    lapse: (batch) => markOverdue(mark, change, batch),
    takeBack: async (batch) => {
      await tx().sql(
        `UPDATE hard_life_situation SET ${mark} = NULL, version = version + 1 WHERE id = ANY ($1::uuid[])`,
        [batch.map(({ subjectId }) => subjectId)],
      );
    },
  });

/** A family that was found in need is to be assessed. */
export const HARD_LIFE_ASSESSMENT = owed(
  'HARD_LIFE_ASSESSMENT',
  assessmentTerm.code,
  'assessment_overdue_since',
  'ASSESSMENT_OVERDUE',
);

/** Whether a family is still to be registered is to be looked at again. */
export const HARD_LIFE_REVIEW = owed('HARD_LIFE_REVIEW', reviewTerm.code, 'review_overdue_since', 'REVIEW_OVERDUE');

/** A family that objected is to be answered. */
export const HARD_LIFE_OBJECTION = owed(
  'HARD_LIFE_OBJECTION',
  objectionTerm.code,
  'objection_overdue_since',
  'OBJECTION_OVERDUE',
);

/** Whose a deadline is. Its person sees it; row-level security keeps what is guardianship's from the social unit. */
export const concernedBy = ({ childId, familyKnows, apartFromParents }: Concerned) => ({
  person: familyKnows && !apartFromParents ? childId : null,
  owner: apartFromParents ? 'GUARDIANSHIP' : null,
});

interface Concerned {
  readonly childId: string | null;
  readonly familyKnows: boolean;
  readonly apartFromParents: boolean;
}

async function markOverdue(mark: Mark, change: string, batch: readonly Deadline[]): Promise<void> {
  await tx().sql(
    `UPDATE hard_life_situation s SET ${mark} = b.due_at, version = version + 1
     FROM unnest($1::uuid[], $2::timestamptz[]) AS b (id, due_at) WHERE s.id = b.id`,
    [batch.map(({ subjectId }) => subjectId), batch.map(({ dueAt }) => dueAt)],
  );
  recordChanges(
    batch.map(({ person, subjectType, subjectId, regulation }) => ({
      person,
      subjectType,
      subjectId,
      change,
      rule: regulation,
      withheld: true,
    })),
  );
}
