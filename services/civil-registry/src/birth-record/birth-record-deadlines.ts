import { type Deadline, DUE_SUBJECTS, deadlineKind } from '@kamkor/deadlines';
import { tx } from '@kamkor/persistence';
import { recordChanges } from '@kamkor/trail';
import { certificateIssueTerm } from '../rules/birth-record/certificate-issue-term.js';
import { parentageTerm } from '../rules/birth-record/parentage-term.js';
import { pinTerm } from '../rules/birth-record/pin-term.js';
import { registrationTerm } from '../rules/birth-record/registration-term.js';

/** On a BirthRecord: the registry registers a birth whose certificate was applied for. */
export const BIRTH_REGISTRATION = deadlineKind({
  kind: 'BIRTH_REGISTRATION',
  binds: 'STATE',
  regulation: registrationTerm.code,
  lapse: (batch) => markOverdue('registration_overdue_since', 'BIRTH_REGISTRATION_OVERDUE', batch),
  takeBack: (batch) => unmark('registration_overdue_since', batch),
});

/** On a BirthRecord: the registry issues the certificate of a birth that it has registered. */
export const CERTIFICATE_ISSUE = deadlineKind({
  kind: 'CERTIFICATE_ISSUE',
  binds: 'STATE',
  regulation: certificateIssueTerm.code,
  lapse: (batch) => markOverdue('certificate_overdue_since', 'CERTIFICATE_ISSUE_OVERDUE', batch),
  takeBack: (batch) => unmark('certificate_overdue_since', batch),
});

/** On a BirthRecord: another body gives the PIN that the registry asked for. */
export const PIN_ASSIGNMENT = deadlineKind({
  kind: 'PIN_ASSIGNMENT',
  binds: 'STATE',
  regulation: pinTerm.code,
  lapse: (batch) => markOverdue('pin_overdue_since', 'PIN_OVERDUE', batch),
  takeBack: (batch) => unmark('pin_overdue_since', batch),
});

/**
 * On a BirthRecord: a second registrar decides who the mother is. The family learns of it from a registrar, not from a
 * deadline.
 */
export const PARENTAGE_DECISION = deadlineKind({
  kind: 'PARENTAGE_DECISION',
  binds: 'STATE',
  regulation: parentageTerm.code,
  withheld: true,
  lapse: (batch) => markOverdue('parentage_overdue_since', 'PARENTAGE_OVERDUE', batch, true),
  takeBack: (batch) => unmark('parentage_overdue_since', batch),
});

type Mark =
  | 'registration_overdue_since'
  | 'certificate_overdue_since'
  | 'pin_overdue_since'
  | 'parentage_overdue_since';

async function markOverdue(mark: Mark, change: string, batch: readonly Deadline[], withheld = false): Promise<void> {
  await tx().sql(
    `UPDATE birth_record r SET ${mark} = b.due_at, version = version + 1
     FROM ${DUE_SUBJECTS.from('b')} WHERE r.id = b.subject_id`,
    DUE_SUBJECTS.values(batch),
  );
  recordChanges(
    batch.map(({ person, subjectType, subjectId, regulation }) => ({
      person,
      subjectType,
      subjectId,
      change,
      rule: regulation,
      withheld,
    })),
  );
}

async function unmark(mark: Mark, batch: readonly Deadline[]): Promise<void> {
  await tx().sql(`UPDATE birth_record SET ${mark} = NULL, version = version + 1 WHERE id = ANY ($1::uuid[])`, [
    batch.map(({ subjectId }) => subjectId),
  ]);
}
