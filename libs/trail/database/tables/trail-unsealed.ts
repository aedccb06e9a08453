import { table } from '@kamkor/database';

/** What no block holds yet, and since when: about when the entry was recorded, so that its month is known. */
export const trailUnsealed = table({
  name: 'trail_unsealed',
  sql: `
CREATE TABLE trail_unsealed (
  entry_id bigint CONSTRAINT trail_unsealed_pk PRIMARY KEY,
  marked_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);`,
  policies: 'CREATE POLICY marks ON trail_unsealed FOR INSERT TO kamkor_app WITH CHECK (true);',
  grants: `
GRANT INSERT (entry_id) ON trail_unsealed TO kamkor_app, kamkor_worker;
GRANT SELECT, DELETE ON trail_unsealed TO kamkor_worker;`,
});
