import { extend, hasRole } from '@kamkor/database';
import { ofOwnBody } from '../conditions.js';
import { PROTECTS } from './protection-worker.js';

const PROTECTED = `(kind <> 'SAFETY_CONCERN' OR ${PROTECTS})`;

/**
 * Beside the territory: a deadline that is guardianship's is no business of the social unit, which would learn from it
 * that there is a child apart from its mother; and clocks of visits tell a registrar what the outreach summary keeps, that
 * somebody is sent to such a child. Subjects that a use case names are reached whatever the role.
 */
export const deadlineOfBirths = extend({
  table: 'deadline',
  policies: `
CREATE POLICY deadline_of_own_body ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING ((kind = 'CERTIFICATE_APPLICATION' AND ${hasRole('registrar')})
    OR ${ofOwnBody('owner')}
    OR subject_id = ANY ((SELECT coalesce(nullif(current_setting('kamkor.deadline_subjects', true), ''), '{}')::uuid[])::uuid[]));
CREATE POLICY deadline_of_protection ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app USING ${PROTECTED};
CREATE POLICY clock_of_protection ON deadline AS RESTRICTIVE FOR UPDATE TO kamkor_app USING ${PROTECTED};
CREATE POLICY owner_follows ON deadline TO CURRENT_USER USING (true) WITH CHECK (true);`,
});

export const deadlineChangeOfBirths = extend({
  table: 'deadline_change',
  policies: 'CREATE POLICY owner_follows ON deadline_change TO CURRENT_USER USING (true) WITH CHECK (true);',
});
