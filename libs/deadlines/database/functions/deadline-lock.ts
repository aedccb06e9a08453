import { func, listed } from '@kamkor/database';
import { OPEN_STATES } from '../../src/state.js';

/**
 * Locks the open deadlines of these subjects, for functions of a service's owner, before they lock the subjects: in the
 * order in which a sweep takes both.
 */
export const deadlineLock = func({
  name: 'deadline_lock',
  sql: `
CREATE FUNCTION deadline_lock(subjects uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.deadline d WHERE d.subject_id = ANY (subjects) AND d.filed_under IS NULL AND d.state IN ${listed(OPEN_STATES)}
    ORDER BY d.id FOR UPDATE;
END $$;`,
});
