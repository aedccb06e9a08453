import { table } from '@kamkor/database';

/** `occurred_at` is legal time, `recorded_at` real time. An event is purged when nothing is owed of it any more. */
export const outboxEvent = table({
  name: 'outbox_event',
  sql: `
CREATE TABLE outbox_event (
  id uuid NOT NULL,
  type text NOT NULL,
  type_version int NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version int NOT NULL,
  payload jsonb NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT pk_outbox_event PRIMARY KEY (id),
  CONSTRAINT uq_outbox_event_version UNIQUE (subject_type, subject_id, subject_version)
);
CREATE INDEX ix_outbox_event_recorded ON outbox_event (recorded_at);`,
  policies: 'CREATE POLICY publish ON outbox_event FOR INSERT TO kamkor_app WITH CHECK (true);',
  grants: `
GRANT INSERT ON outbox_event TO kamkor_app, kamkor_worker;
GRANT SELECT, DELETE ON outbox_event TO kamkor_worker;`,
});
