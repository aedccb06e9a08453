import { table } from '@kamkor/database';

/**
 * What the registry told of a child is kept by notification, so that after an undo each of the two notifications stands
 * by its own facts. There is no foreign key: it would lock the watch before its deadlines.
 */
export const watchFact = table({
  name: 'watch_fact',
  sql: `
CREATE TABLE watch_fact (
  notification_id uuid CONSTRAINT watch_fact_pk PRIMARY KEY,
  applied_at timestamptz(3),
  registered_at timestamptz(3),
  documented_at timestamptz(3)
);`,
  grants: 'GRANT SELECT, INSERT, UPDATE ON watch_fact TO kamkor_worker;',
});
