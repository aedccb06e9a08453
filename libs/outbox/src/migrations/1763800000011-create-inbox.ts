import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of an event that was applied only its subject's version stays; the event itself, with its personal data, is kept
 * while it waits: EARLY for the version before it, PARKED for somebody to mend what it failed on.
 */
export class CreateInbox1763800000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
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

      ALTER TABLE inbox_subject ENABLE ROW LEVEL SECURITY;
      ALTER TABLE inbox_subject FORCE ROW LEVEL SECURITY;
      ALTER TABLE inbox_event ENABLE ROW LEVEL SECURITY;
      ALTER TABLE inbox_event FORCE ROW LEVEL SECURITY;
      GRANT SELECT, INSERT, UPDATE ON inbox_subject TO kamkor_worker;
      GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_event TO kamkor_worker;
      CREATE POLICY consume ON inbox_subject TO kamkor_worker USING (true) WITH CHECK (true);
      CREATE POLICY consume ON inbox_event TO kamkor_worker USING (true) WITH CHECK (true);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inbox_event, inbox_subject');
  }
}
