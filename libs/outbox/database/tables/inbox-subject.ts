import { table } from '@kamkor/database';

/** Of an event that was applied only its subject's version stays. */
export const inboxSubject = table({
  name: 'inbox_subject',
  sql: `
CREATE TABLE inbox_subject (
  producer text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  applied_version int NOT NULL,
  CONSTRAINT pk_inbox_subject PRIMARY KEY (producer, subject_type, subject_id)
) WITH (fillfactor = 80);`,
  grants: 'GRANT SELECT, INSERT, UPDATE ON inbox_subject TO kamkor_worker;',
});
