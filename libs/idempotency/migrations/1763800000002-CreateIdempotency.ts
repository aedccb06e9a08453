import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Made by `npm run schema -- --initial idempotency` from the files in database/, and frozen with the first release. */
export class CreateIdempotency1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE idempotency_key (
  principal text NOT NULL,
  field text NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  outcome_type text NOT NULL,
  outcome_ids uuid[] NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  refusals jsonb,
  CONSTRAINT idempotency_key_pk PRIMARY KEY (principal, field, key)
);
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);

ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_key FORCE ROW LEVEL SECURITY;
REVOKE ALL ON idempotency_key FROM PUBLIC;
CREATE POLICY own ON idempotency_key TO kamkor_app
  USING (principal = (SELECT current_setting('kamkor.subject', true)));
CREATE POLICY worker_reads ON idempotency_key FOR SELECT TO kamkor_worker USING (true);
CREATE POLICY worker_purges ON idempotency_key FOR DELETE TO kamkor_worker
  USING (created_at < clock_timestamp() - interval '24 hours');
GRANT SELECT ON idempotency_key TO kamkor_app, kamkor_worker;
GRANT INSERT (principal, field, key, request_hash, outcome_type, outcome_ids, refusals) ON idempotency_key TO kamkor_app;
GRANT DELETE ON idempotency_key TO kamkor_worker;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE idempotency_key;`);
  }
}
