import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';

/**
 * Those who notified a birth complete it, and see neither watch nor task nor deadlines. This function makes them follow
 * the notification. It takes no value from the caller: it only makes them what the notification says.
 */
export const followNotification = func({
  name: 'follow_notification',
  sql: `
CREATE FUNCTION follow_notification(of uuid) RETURNS void LANGUAGE plpgsql ${BY_OWNER} AS $$
BEGIN
  PERFORM public.lock_watch_of(of);
  UPDATE public.documentation_watch w SET version = w.version + 1, territory = n.territory,
      territory_source = n.territory_source
    FROM public.birth_notification n WHERE n.id = of AND w.notification_id = of
      AND (w.territory, w.territory_source) IS DISTINCT FROM (n.territory, n.territory_source);
  PERFORM public.follow_watch(of);
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION follow_notification TO kamkor_app, kamkor_worker;',
});
