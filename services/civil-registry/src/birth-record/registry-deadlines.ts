import { type Deadline, deadlineKind } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { DOCUMENT_HELP } from '../document-help/document-help-deadline.js';
import { ISSUE_TERM, REGISTRATION_TERM } from '../rules/terms.js';

/** The registry owes the registration of a birth that was applied for. */
export const BIRTH_REGISTRATION = deadlineKind({
  kind: 'BIRTH_REGISTRATION',
  binds: 'STATE',
  regulation: REGISTRATION_TERM.code,
  lapse: (batch) => markOverdue('registration_overdue_since', 'BIRTH_REGISTRATION_OVERDUE', batch),
  takeBack: (batch) => unmark('registration_overdue_since', batch),
});

/** The registry owes the certificate of a birth that it registered. */
export const CERTIFICATE_ISSUE = deadlineKind({
  kind: 'CERTIFICATE_ISSUE',
  binds: 'STATE',
  regulation: ISSUE_TERM.code,
  lapse: (batch) => markOverdue('certificate_overdue_since', 'CERTIFICATE_ISSUE_OVERDUE', batch),
  takeBack: (batch) => unmark('certificate_overdue_since', batch),
});

export const registryDeadlineKinds = [BIRTH_REGISTRATION, CERTIFICATE_ISSUE, DOCUMENT_HELP];

type Mark = 'registration_overdue_since' | 'certificate_overdue_since';

async function markOverdue(mark: Mark, change: string, batch: readonly Deadline[]): Promise<void> {
  await tx().sql(
    `UPDATE birth_record r SET ${mark} = b.due_at, version = version + 1
     FROM unnest($1::uuid[], $2::timestamptz[]) AS b (id, due_at) WHERE r.id = b.id`,
    [batch.map(({ subjectId }) => subjectId), batch.map(({ dueAt }) => dueAt)],
  );
  recordChanges(
    batch.map(({ person, subjectType, subjectId, regulation }) => ({
      person,
      subjectType,
      subjectId,
      change,
      rule: regulation,
    })),
  );
}

async function unmark(mark: Mark, batch: readonly Deadline[]): Promise<void> {
  await tx().sql(`UPDATE birth_record SET ${mark} = NULL, version = version + 1 WHERE id = ANY ($1::uuid[])`, [
    batch.map(({ subjectId }) => subjectId),
  ]);
}
