import { table } from '@kamkor/database';

/**
 * What became of a mutation that came with a key: the outcome's ids, never personal data. A batch answers each item by
 * itself: beside the ids of what was taken in stand the refusals of what was not.
 */
export const idempotencyKey = table({
  name: 'idempotency_key',
  sql: `
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
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);`,
  worker: false,
  policies: `
CREATE POLICY own ON idempotency_key TO kamkor_app
  USING (principal = (SELECT current_setting('kamkor.subject', true)));
CREATE POLICY worker_reads ON idempotency_key FOR SELECT TO kamkor_worker USING (true);
CREATE POLICY worker_purges ON idempotency_key FOR DELETE TO kamkor_worker
  USING (created_at < clock_timestamp() - interval '24 hours');`,
  grants: `
GRANT SELECT ON idempotency_key TO kamkor_app, kamkor_worker;
GRANT INSERT (principal, field, key, request_hash, outcome_type, outcome_ids, refusals) ON idempotency_key TO kamkor_app;
GRANT DELETE ON idempotency_key TO kamkor_worker;`,
});
