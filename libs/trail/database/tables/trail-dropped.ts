import { table } from '@kamkor/database';

/** Months whose entries the owner has dropped: verification finds them gone, and says so instead of naming each. */
export const trailDropped = table({
  name: 'trail_dropped',
  sql: `
CREATE TABLE trail_dropped (
  month_from timestamptz(3) CONSTRAINT trail_dropped_pk PRIMARY KEY,
  month_to timestamptz(3) NOT NULL,
  dropped_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
);`,
  policies: 'CREATE POLICY owner_drops ON trail_dropped TO CURRENT_USER USING (true) WITH CHECK (true);',
  grants: 'GRANT SELECT ON trail_dropped TO kamkor_worker;',
});
