import { func } from '@kamkor/database';
import { DEFINER, SOMEBODY } from '../conditions.js';

/** Whoever holds an id learns for whom it stands, and nothing of either person: that is decided where the person is read. */
export const keptPersons = func({
  name: 'kept_persons',
  sql: `
CREATE FUNCTION kept_persons(asked uuid[]) RETURNS TABLE (id uuid, kept uuid) LANGUAGE sql STABLE ${DEFINER} AS $$
  SELECT p.id, p.merged_into FROM public.person p WHERE p.merged_into IS NOT NULL AND ${SOMEBODY}
    AND (p.id = ANY (asked) OR p.merged_into = ANY (asked))
$$;`,
  grants: 'GRANT EXECUTE ON FUNCTION kept_persons TO kamkor_app;',
});
