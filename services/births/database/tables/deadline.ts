import { extend, hasRole } from '@kamkor/database';
import { ofOwnBody } from '../conditions.js';
import { PROTECTS } from './protection-worker.js';

const PROTECTED = `(kind <> 'SAFETY_CONCERN' OR ${PROTECTS})`;

/**
 * The territory is not enough. From a deadline of guardianship the social unit would learn that a child is apart from its
 * mother; from the deadlines of visits a registrar would learn what the outreach summary keeps back, that somebody is sent
 * to such a child. A use case reaches the subjects that it names, whatever the caller's role.
 */
export const deadlineOfBirths = extend({
  table: 'deadline',
  policies: `
CREATE POLICY deadline_of_own_body ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING ((kind = 'CERTIFICATE_APPLICATION' AND ${hasRole('registrar')})
    OR ${ofOwnBody('owner')}
    OR subject_id = ANY ((SELECT coalesce(nullif(current_setting('kamkor.deadline_subjects', true), ''), '{}')::uuid[])::uuid[]));
CREATE POLICY deadline_of_protection ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app USING ${PROTECTED};
CREATE POLICY deadline_moved_in_protection ON deadline AS RESTRICTIVE FOR UPDATE TO kamkor_app USING ${PROTECTED};`,
});
