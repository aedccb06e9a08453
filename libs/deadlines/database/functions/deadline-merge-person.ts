import { func, listed } from '@kamkor/database';
import { OPEN_STATES } from '../../src/state.js';

/** The open deadlines of a person who turned out to be another one are of the one who is kept. */
export const deadlineMergePerson = func({
  name: 'deadline_merge_person',
  sql: `
CREATE FUNCTION deadline_merge_person(merged uuid, kept uuid) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.deadline d SET version = d.version + 1, person = kept
    WHERE d.person = merged AND d.filed_under IS NULL AND d.state IN ${listed(OPEN_STATES)};
END $$;`,
});
