import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';

/** The subjects of a notification's deadlines: its watch and its open task. */
export const WATCH_AND_TASK = `ARRAY(SELECT w.id FROM public.documentation_watch w WHERE w.notification_id = of
    UNION ALL SELECT t.id FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN')`;

/** Locks a notification's deadlines, then its watch, then its open task: the order in which a sweep locks them. */
export const lockWatchOf = func({
  name: 'lock_watch_of',
  sql: `
CREATE FUNCTION lock_watch_of(of uuid) RETURNS void LANGUAGE plpgsql ${BY_OWNER} AS $$
BEGIN
  PERFORM public.deadline_lock(${WATCH_AND_TASK});
  PERFORM FROM public.documentation_watch w WHERE w.notification_id = of FOR UPDATE;
  PERFORM FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN' ORDER BY t.id FOR UPDATE;
END $$;`,
});
