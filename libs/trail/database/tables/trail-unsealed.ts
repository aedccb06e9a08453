import { table } from '@kamkor/database';

/** What no block holds yet. */
export const trailUnsealed = table({
  name: 'trail_unsealed',
  sql: `
CREATE TABLE trail_unsealed (
  entry_id bigint CONSTRAINT trail_unsealed_pk PRIMARY KEY
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);`,
  policies: 'CREATE POLICY marks ON trail_unsealed FOR INSERT TO kamkor_app WITH CHECK (true);',
  grants: `
GRANT INSERT ON trail_unsealed TO kamkor_app;
GRANT SELECT, INSERT, DELETE ON trail_unsealed TO kamkor_worker;`,
});
