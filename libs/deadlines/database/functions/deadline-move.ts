import { func, listed } from '@kamkor/database';
import { OPEN_STATES } from '../../src/state.js';

/** The open deadlines of these subjects are of another territory; and of another owner, unless that is NULL. */
export const deadlineMove = func({
  name: 'deadline_move',
  sql: `
CREATE FUNCTION deadline_move(subjects uuid[], to_territory text, to_owner text) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.deadline d SET version = d.version + 1, territory = to_territory, owner = coalesce(to_owner, d.owner)
    WHERE d.subject_id = ANY (subjects) AND d.filed_under IS NULL AND d.state IN ${listed(OPEN_STATES)}
      AND (d.territory, d.owner) IS DISTINCT FROM (to_territory, coalesce(to_owner, d.owner));
END $$;`,
});
