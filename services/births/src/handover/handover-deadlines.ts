import { type DeadlineKind, DUE_SUBJECTS, deadlineKind } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import type { ResponsibleBody } from '../rules/care-status.js';
import { handoverAnswerTerm } from '../rules/handover/answer-term.js';

interface Unanswered {
  readonly id: string;
  readonly childPersonId: string | null;
  readonly responsible: ResponsibleBody;
}

const ESCALATE = `UPDATE outreach_handover h SET overdue_since = b.due_at, version = h.version + 1
  FROM ${DUE_SUBJECTS.from('b')} WHERE h.id = b.subject_id AND h.state = 'OFFERED'
  RETURNING h.id, h.child_person AS "childPersonId", h.responsible`;

/** On an OutreachHandover: the unit that was asked answers. Its lapse is for both to see: one is to answer, the other may ask elsewhere. */
export const HANDOVER_ANSWER: DeadlineKind = deadlineKind({
  kind: 'HANDOVER_ANSWER',
  binds: 'STATE',
  regulation: handoverAnswerTerm.code,
  lapse: async (batch) => {
    const unanswered = await tx().sql<Unanswered>(ESCALATE, DUE_SUBJECTS.values(batch));
    recordChanges(
      unanswered.map(({ id, childPersonId, responsible }) => ({
        person: childPersonId,
        subjectType: 'OutreachHandover',
        subjectId: id,
        change: 'HANDOVER_ANSWER_OVERDUE',
        rule: handoverAnswerTerm.code,
        withheld: responsible === 'GUARDIANSHIP',
      })),
    );
  },
});
