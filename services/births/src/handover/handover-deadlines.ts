import { type DeadlineKind, deadlineKind } from '@kamkor/deadlines';
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
  FROM unnest($1::uuid[], $2::timestamptz[]) AS b (id, due_at) WHERE h.id = b.id AND h.state = 'OFFERED'
  RETURNING h.id, h.child_person AS "childPersonId", h.responsible`;

/** On an OutreachHandover: the unit that was asked answers. Its lapse is for both to see: one is to answer, the other may ask elsewhere. */
export const HANDOVER_ANSWER: DeadlineKind = deadlineKind({
  kind: 'HANDOVER_ANSWER',
  binds: 'STATE',
  regulation: handoverAnswerTerm.code,
  lapse: async (batch) => {
    const unanswered = await tx().sql<Unanswered>(ESCALATE, [
      batch.map(({ subjectId }) => subjectId),
      batch.map(({ dueAt }) => dueAt),
    ]);
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
