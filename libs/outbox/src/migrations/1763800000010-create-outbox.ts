import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A delivery is deleted when its receipt is in, so that what the relay looks through is only what is still owed.
 * `next_attempt_at` and `recorded_at` are real time; `occurred_at` is legal time. Deliveries have no foreign key: its
 * check would lock, and so rewrite, every event once per consumer; events are only purged when nothing is owed of them.
 */
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

      ALTER TABLE outbox_subject ENABLE ROW LEVEL SECURITY;
      ALTER TABLE outbox_subject FORCE ROW LEVEL SECURITY;
      ALTER TABLE outbox_event ENABLE ROW LEVEL SECURITY;
      ALTER TABLE outbox_event FORCE ROW LEVEL SECURITY;
      ALTER TABLE outbox_delivery ENABLE ROW LEVEL SECURITY;
      ALTER TABLE outbox_delivery FORCE ROW LEVEL SECURITY;

      GRANT SELECT, INSERT, UPDATE ON outbox_subject TO kamkor_app, kamkor_worker;
      GRANT INSERT ON outbox_event, outbox_delivery TO kamkor_app, kamkor_worker;
      GRANT SELECT, DELETE ON outbox_event TO kamkor_worker;
      GRANT SELECT, UPDATE, DELETE ON outbox_delivery TO kamkor_worker;

      CREATE POLICY count_versions ON outbox_subject TO kamkor_app, kamkor_worker USING (true) WITH CHECK (true);
      CREATE POLICY publish ON outbox_event FOR INSERT TO kamkor_app WITH CHECK (true);
      CREATE POLICY publish ON outbox_delivery FOR INSERT TO kamkor_app WITH CHECK (true);
      CREATE POLICY relay ON outbox_event TO kamkor_worker USING (true) WITH CHECK (true);
      CREATE POLICY relay ON outbox_delivery TO kamkor_worker USING (true) WITH CHECK (true);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox_delivery, outbox_event, outbox_subject');
  }
}
