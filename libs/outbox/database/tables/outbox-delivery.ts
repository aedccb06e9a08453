import { table } from '@kamkor/database';

/**
 * A delivery is deleted when its receipt is in, so that what the relay looks through is only what is still owed. It has no
 * foreign key: its check would lock, and so rewrite, every event once per consumer. With the instant at which the event was
 * recorded its month is known.
 */
export const outboxDelivery = table({
  name: 'outbox_delivery',
  sql: `
CREATE TABLE outbox_delivery (
  event_id uuid NOT NULL,
  consumer text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  state text NOT NULL DEFAULT 'PENDING',
  attempts int NOT NULL DEFAULT 0,
  sent_at timestamptz(3),
  next_attempt_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT pk_outbox_delivery PRIMARY KEY (event_id, consumer),
  CONSTRAINT ck_outbox_delivery_state CHECK (state IN ('PENDING', 'SENT'))
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX ix_outbox_delivery_next ON outbox_delivery (next_attempt_at);`,
  policies: `
CREATE POLICY publish ON outbox_delivery FOR INSERT TO kamkor_app WITH CHECK (true);
CREATE POLICY owner_looks ON outbox_delivery FOR SELECT TO CURRENT_USER USING (true);`,
  grants: `
GRANT INSERT ON outbox_delivery TO kamkor_app, kamkor_worker;
GRANT SELECT, UPDATE, DELETE ON outbox_delivery TO kamkor_worker;`,
});
