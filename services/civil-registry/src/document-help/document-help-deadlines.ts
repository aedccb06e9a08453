import { DUE_SUBJECTS, deadlineKind } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { documentHelpTerm } from '../rules/document-help/term.js';

interface Overdue {
  readonly id: string;
  readonly person: string | null;
  readonly withheld: boolean;
}

/** On a DocumentHelpRequest: the registry helps with a document that a visit found lacking. */
export const DOCUMENT_HELP = deadlineKind({
  kind: 'DOCUMENT_HELP',
  binds: 'STATE',
  regulation: documentHelpTerm.code,
  // The log already says what becomes of a request; how its deadline ends could tell of a death or a visit.
  withheld: true,
  lapse: async (batch) => {
    const overdue = await tx().sql<Overdue>(
      `UPDATE document_help_request r SET overdue_since = b.due_at, version = version + 1
       FROM ${DUE_SUBJECTS.from('b')} WHERE r.id = b.subject_id
       RETURNING r.id, r.parent_person AS person, r.withheld`,
      DUE_SUBJECTS.values(batch),
    );
    recordChanges(
      overdue.map(({ id, person, withheld }) => ({
        person,
        subjectType: 'DocumentHelpRequest',
        subjectId: id,
        change: 'DOCUMENT_HELP_OVERDUE',
        rule: documentHelpTerm.code,
        withheld,
      })),
    );
  },
  takeBack: async (batch) => {
    await tx().sql(
      'UPDATE document_help_request SET overdue_since = NULL, version = version + 1 WHERE id = ANY ($1::uuid[])',
      [batch.map(({ subjectId }) => subjectId)],
    );
  },
});
