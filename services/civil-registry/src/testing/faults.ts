import type { FaultCase } from '@kamkor/testing';

export const faults: FaultCase = {
  kinds: [
    {
      kind: 'BIRTH_REGISTRATION',
      subjectType: 'BirthRecord',
      table: 'birth_record',
      effect: 'registration_overdue_since IS NOT NULL',
    },
    {
      kind: 'CERTIFICATE_ISSUE',
      subjectType: 'BirthRecord',
      table: 'birth_record',
      effect: 'certificate_overdue_since IS NOT NULL',
    },
    {
      kind: 'PIN_ASSIGNMENT',
      subjectType: 'BirthRecord',
      table: 'birth_record',
      effect: 'pin_overdue_since IS NOT NULL',
    },
    {
      kind: 'PARENTAGE_DECISION',
      subjectType: 'BirthRecord',
      table: 'birth_record',
      effect: 'parentage_overdue_since IS NOT NULL',
    },
    {
      kind: 'DOCUMENT_HELP',
      subjectType: 'DocumentHelpRequest',
      table: 'document_help_request',
      effect: 'overdue_since IS NOT NULL',
    },
  ],
  rows: {
    document_help_request: `INSERT INTO document_help_request (visit_id, notification_id, parent, document, territory,
      withheld, found_at, opened_at)
    SELECT gen_random_uuid(), gen_random_uuid(), 'MOTHER', 'PASSPORT', 'KG-C-03', false, now(), now()
    FROM generate_series(1, $1)`,
  },
};
