import { table } from '@kamkor/database';

/**
 * The chain, kept for good, also of months whose entries are dropped. It has one index, which grows at its end: that a block
 * has one successor follows from their numbers.
 */
export const trailBlock = table({
  name: 'trail_block',
  sql: `
CREATE TABLE trail_block (
  number bigint CONSTRAINT trail_block_pk PRIMARY KEY,
  previous_hash bytea NOT NULL,
  entry_ids int8multirange NOT NULL CONSTRAINT trail_block_entries CHECK (NOT isempty(entry_ids)),
  content bytea NOT NULL,
  entry_hashes bytea NOT NULL CONSTRAINT trail_block_hashes CHECK (octet_length(entry_hashes) % 32 = 0),
  hash bytea NOT NULL,
  recorded_from timestamptz(3) NOT NULL,
  recorded_to timestamptz(3) NOT NULL,
  sealed_at timestamptz(3) NOT NULL
);
ALTER TABLE trail_block ALTER COLUMN entry_hashes SET STORAGE EXTERNAL;`,
  triggers: `
CREATE TRIGGER trail_block_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trail_block
  EXECUTE FUNCTION trail_refuse_change();`,
  grants: 'GRANT SELECT, INSERT ON trail_block TO kamkor_worker;',
});
