import { table } from '@kamkor/database';

export const trailBlock = table({
  name: 'trail_block',
  sql: `
CREATE TABLE trail_block (
  number bigint CONSTRAINT trail_block_pk PRIMARY KEY,
  previous_hash bytea NOT NULL CONSTRAINT trail_block_one_successor UNIQUE,
  entry_ids bigint[] NOT NULL,
  entry_hashes bytea NOT NULL,
  hash bytea NOT NULL,
  sealed_at timestamptz(3) NOT NULL,
  CONSTRAINT trail_block_hashes CHECK (octet_length(entry_hashes) = 32 * cardinality(entry_ids))
);
ALTER TABLE trail_block ALTER COLUMN entry_hashes SET STORAGE EXTERNAL;`,
  triggers: `
CREATE TRIGGER trail_block_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trail_block
  EXECUTE FUNCTION trail_refuse_change();`,
  grants: 'GRANT SELECT, INSERT ON trail_block TO kamkor_worker;',
});
