import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Made by `npm run schema -- --initial outbox` from the files in database/, and frozen with the first release. */
export class CreateOutbox1763800000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE outbox_subject (
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  version int NOT NULL,
  CONSTRAINT pk_outbox_subject PRIMARY KEY (subject_type, subject_id)
) WITH (fillfactor = 80);

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
CREATE INDEX ix_outbox_event_recorded ON outbox_event (recorded_at);

CREATE TABLE outbox_delivery (
  event_id uuid NOT NULL,
  consumer text NOT NULL,
  state text NOT NULL DEFAULT 'PENDING',
  attempts int NOT NULL DEFAULT 0,
  sent_at timestamptz(3),
  next_attempt_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT pk_outbox_delivery PRIMARY KEY (event_id, consumer),
  CONSTRAINT ck_outbox_delivery_state CHECK (state IN ('PENDING', 'SENT'))
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX ix_outbox_delivery_next ON outbox_delivery (next_attempt_at);

CREATE TABLE inbox_subject (
  producer text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  applied_version int NOT NULL,
  CONSTRAINT pk_inbox_subject PRIMARY KEY (producer, subject_type, subject_id)
) WITH (fillfactor = 80);

CREATE TABLE inbox_event (
  event_id uuid NOT NULL,
  producer text NOT NULL,
  type text NOT NULL,
  type_version int NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version int NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  payload jsonb,
  state text NOT NULL,
  error text,
  attempts int NOT NULL DEFAULT 0,
  received_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  parked_at timestamptz(3),
  CONSTRAINT pk_inbox_event PRIMARY KEY (event_id),
  CONSTRAINT uq_inbox_event_version UNIQUE (producer, subject_type, subject_id, subject_version),
  CONSTRAINT ck_inbox_event_state CHECK (state IN ('EARLY', 'PARKED')),
  CONSTRAINT ck_inbox_event_parked CHECK ((state = 'PARKED') = (error IS NOT NULL AND parked_at IS NOT NULL))
);

ALTER TABLE outbox_subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_subject FORCE ROW LEVEL SECURITY;
REVOKE ALL ON outbox_subject FROM PUBLIC;
CREATE POLICY outbox_subject_worker ON outbox_subject TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY count_versions ON outbox_subject TO kamkor_app USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON outbox_subject TO kamkor_app, kamkor_worker;

ALTER TABLE outbox_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_event FORCE ROW LEVEL SECURITY;
REVOKE ALL ON outbox_event FROM PUBLIC;
CREATE POLICY outbox_event_worker ON outbox_event TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY publish ON outbox_event FOR INSERT TO kamkor_app WITH CHECK (true);
GRANT INSERT ON outbox_event TO kamkor_app, kamkor_worker;
GRANT SELECT, DELETE ON outbox_event TO kamkor_worker;

ALTER TABLE outbox_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_delivery FORCE ROW LEVEL SECURITY;
REVOKE ALL ON outbox_delivery FROM PUBLIC;
CREATE POLICY outbox_delivery_worker ON outbox_delivery TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY publish ON outbox_delivery FOR INSERT TO kamkor_app WITH CHECK (true);
GRANT INSERT ON outbox_delivery TO kamkor_app, kamkor_worker;
GRANT SELECT, UPDATE, DELETE ON outbox_delivery TO kamkor_worker;

ALTER TABLE inbox_subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox_subject FORCE ROW LEVEL SECURITY;
REVOKE ALL ON inbox_subject FROM PUBLIC;
CREATE POLICY inbox_subject_worker ON inbox_subject TO kamkor_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON inbox_subject TO kamkor_worker;

ALTER TABLE inbox_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox_event FORCE ROW LEVEL SECURITY;
REVOKE ALL ON inbox_event FROM PUBLIC;
CREATE POLICY inbox_event_worker ON inbox_event TO kamkor_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_event TO kamkor_worker;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE inbox_event, inbox_subject, outbox_delivery, outbox_event, outbox_subject;`);
  }
}
