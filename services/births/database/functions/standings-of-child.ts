import { func } from '@kamkor/database';
import { apart, BY_OWNER } from '../conditions.js';

/** Where a notification and the one that stands for it differ, the stricter word counts. */
const STRICTER = `CASE WHEN ${apart('kept.care_status')} THEN kept.care_status ELSE every.care_status END`;

/**
 * How each notification of a child stands, for the other services, without names. Those who state something of a child
 * often no longer see it once it is said, nor do they see the other notifications of the same child.
 */
export const standingsOfChild = func({
  name: 'standings_of_child',
  sql: `
CREATE FUNCTION standings_of_child(of uuid)
  RETURNS TABLE (notification_id uuid, territory text, care_status text, died boolean)
  LANGUAGE sql STABLE ${BY_OWNER} AS $$
  WITH kept AS (
    SELECT k.* FROM public.birth_notification n JOIN public.birth_notification k ON k.id = coalesce(n.duplicate_of, n.id)
    WHERE n.id = of
  ), every AS (
    SELECT * FROM kept
    UNION ALL SELECT c.* FROM kept JOIN public.birth_notification c ON c.duplicate_of = kept.id
  )
  SELECT every.id, kept.territory, ${STRICTER}, kept.death_stated_at IS NOT NULL OR every.death_stated_at IS NOT NULL
  FROM every, kept WHERE every.live
  UNION ALL
  SELECT every.notification_id, kept.territory, ${STRICTER},
    coalesce('CHILD_DIED' IN (kept.cancellation, every.cancellation), false)
  FROM public.documentation_watch w JOIN public.documentation_watch kept ON kept.id = coalesce(w.duplicate_of, w.id)
    JOIN public.documentation_watch every ON every.id = kept.id OR every.duplicate_of = kept.id
  WHERE w.notification_id = of AND w.sibling_id IS NOT NULL AND every.sibling_id IS NOT NULL
$$;`,
  grants: 'GRANT EXECUTE ON FUNCTION standings_of_child TO kamkor_app, kamkor_worker;',
});
