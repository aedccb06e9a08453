import { table } from '@kamkor/database';

/**
 * A sibling that visits to both families found is one child while the families are one. This says which decision closed
 * which watch, for the undo.
 */
export const mergedSibling = table({
  name: 'merged_sibling',
  sql: `
CREATE TABLE merged_sibling (
  closed_watch uuid CONSTRAINT merged_sibling_pk PRIMARY KEY,
  kept_watch uuid NOT NULL,
  candidate_id uuid NOT NULL,
  moved_tasks uuid[] NOT NULL
);
CREATE INDEX merged_sibling_of_pair ON merged_sibling (candidate_id);
CREATE INDEX merged_sibling_kept ON merged_sibling (kept_watch);`,
  grants: 'GRANT SELECT, INSERT, DELETE ON merged_sibling TO kamkor_worker;',
});
