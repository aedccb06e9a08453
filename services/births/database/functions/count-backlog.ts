import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';
import { START_SEEN } from '../tables/territory-start.js';

/** Counts those who wait for release since a start and those who were released, also where the caller may not see them. */
export const countBacklog = func({
  name: 'count_backlog',
  sql: `
CREATE FUNCTION count_backlog(starts uuid[]) RETURNS TABLE (start_id uuid, waiting bigint, released bigint)
  LANGUAGE sql STABLE ${BY_OWNER} AS $$
  SELECT s.id,
    (SELECT count(*) FROM public.documentation_watch w WHERE w.awaits_release
      AND w.territory >= s.territory AND w.territory < (s.territory || '.') COLLATE "C"),
    (SELECT count(*) FROM public.documentation_watch w WHERE w.released_at >= s.declared_at AND w.due_at < s.starts_at
      AND w.territory >= s.territory AND w.territory < (s.territory || '.') COLLATE "C")
  FROM public.territory_start s WHERE s.id = ANY (starts) AND s.withdrawn_at IS NULL AND ${START_SEEN}
$$;`,
  grants: 'GRANT EXECUTE ON FUNCTION count_backlog TO kamkor_app;',
});
