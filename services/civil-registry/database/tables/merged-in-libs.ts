import { extend } from '@kamkor/database';
import { MERGING } from '../conditions.js';

/** With a person go the clocks that run on and the access log. */
export const mergedInLibs = ['merged_person', 'deadline'].map((table) =>
  extend({
    table,
    policies: `CREATE POLICY owner_merges ON ${table} TO CURRENT_USER USING (${MERGING}) WITH CHECK (${MERGING});`,
  }),
);
