import { table } from '@kamkor/database';
import { MERGING } from '../conditions.js';

/**
 * Notifications that were found to be of one child. The pair is kept, so that it takes effect whenever the second record or
 * the identification of its child comes.
 */
export const personMerge = table({
  name: 'person_merge',
  sql: `
CREATE TABLE person_merge (
  notification_id uuid CONSTRAINT person_merge_pk PRIMARY KEY,
  kept_notification_id uuid NOT NULL,
  closed_at timestamptz(3) NOT NULL
);
CREATE INDEX person_merge_by_kept ON person_merge (kept_notification_id);`,
  policies: `CREATE POLICY owner_merges ON person_merge FOR SELECT TO CURRENT_USER USING (${MERGING});`,
  grants: 'GRANT SELECT, INSERT, UPDATE, DELETE ON person_merge TO kamkor_worker;',
});
