import { type Deadline, type DeadlineKind, DUE_SUBJECTS, deadlineKind } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { assessmentTerm } from '../rules/hard-life-situation/assessment-term.js';
import { objectionTerm } from '../rules/hard-life-situation/objection-term.js';
import { reviewTerm } from '../rules/hard-life-situation/review-term.js';

type Mark = 'assessment_overdue_since' | 'review_overdue_since' | 'objection_overdue_since';

/**
 * On a HardLifeSituation: a step that the state owes the family. The trail of the deadline tells the family nothing.
 */
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

/** A specialist assesses a family that was found in need. */
export const HARD_LIFE_ASSESSMENT = owed(
  'HARD_LIFE_ASSESSMENT',
  assessmentTerm.code,
  'assessment_overdue_since',
  'ASSESSMENT_OVERDUE',
);

/** Somebody looks again at whether a family should stay registered. */
export const HARD_LIFE_REVIEW = owed('HARD_LIFE_REVIEW', reviewTerm.code, 'review_overdue_since', 'REVIEW_OVERDUE');

/** A family that objected gets an answer. */
export const HARD_LIFE_OBJECTION = owed(
  'HARD_LIFE_OBJECTION',
  objectionTerm.code,
  'objection_overdue_since',
  'OBJECTION_OVERDUE',
);

/**
 * Whom a deadline concerns. Its person sees it; row-level security hides deadlines of guardianship from the social
 * unit.
 */
export const concernedBy = ({ childId, familyKnows, apartFromParents }: Concerned) => ({
  person: familyKnows && !apartFromParents ? childId : null,
  owner: apartFromParents ? 'GUARDIANSHIP' : null,
});

export interface Concerned {
  readonly childId: string | null;
  readonly familyKnows: boolean;
  readonly apartFromParents: boolean;
}

async function markOverdue(mark: Mark, change: string, batch: readonly Deadline[]): Promise<void> {
  await tx().sql(
    `UPDATE hard_life_situation s SET ${mark} = b.due_at, version = version + 1
     FROM ${DUE_SUBJECTS.from('b')} WHERE s.id = b.subject_id`,
    DUE_SUBJECTS.values(batch),
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
