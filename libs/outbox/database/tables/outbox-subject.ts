import { table } from '@kamkor/database';

export const outboxSubject = table({
  name: 'outbox_subject',
  sql: `
CREATE TABLE outbox_subject (
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  version int NOT NULL,
  CONSTRAINT pk_outbox_subject PRIMARY KEY (subject_type, subject_id)
) WITH (fillfactor = 80);`,
  policies: 'CREATE POLICY count_versions ON outbox_subject TO kamkor_app USING (true) WITH CHECK (true);',
  grants: 'GRANT SELECT, INSERT, UPDATE ON outbox_subject TO kamkor_app, kamkor_worker;',
});
