import { table } from '@kamkor/database';

/** What notifications are compared by. Only the worker reads it. */
export const duplicateKey = table({
  name: 'duplicate_key',
  sql: `
CREATE TABLE duplicate_key (
  notification_id uuid NOT NULL CONSTRAINT duplicate_key_notification REFERENCES birth_notification (id),
  key text COLLATE "C" NOT NULL,
  birth_date date NOT NULL,
  CONSTRAINT duplicate_key_pk PRIMARY KEY (notification_id, key)
);
CREATE INDEX duplicate_key_search ON duplicate_key (key, birth_date, notification_id);`,
  grants: 'GRANT SELECT, INSERT, DELETE ON duplicate_key TO kamkor_worker;',
});
