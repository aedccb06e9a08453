import { extend } from '@kamkor/database';
import { MERGING } from '../conditions.js';

/** The function that merges persons says so to the access log as well. */
export const mergedPersonOfRegistry = extend({
  table: 'merged_person',
  policies: `CREATE POLICY owner_merges ON merged_person TO CURRENT_USER USING (${MERGING}) WITH CHECK (${MERGING});`,
});
