import { extend, hasRole } from '@kamkor/database';
import { OFFICIALS_OF_ALL } from '../../src/rules/hard-life-situation/roles.js';

/**
 * A deadline that is guardianship's is about a child apart from its parents. The social unit, which works with the parents,
 * would learn from it that there is such a child.
 */
export const deadlineOfBenefits = extend({
  table: 'deadline',
  policies: `
CREATE POLICY deadline_of_own_body ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app USING (
  owner IS DISTINCT FROM 'GUARDIANSHIP' OR ${hasRole(...OFFICIALS_OF_ALL, 'auditor', 'admin')});`,
});
