import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';

/** Locks what runs of a notification in the order in which a sweep does: clocks, then the watch, then its open task. */
export const lockWatchOf = func({
  name: 'lock_watch_of',
  sql: `
CREATE FUNCTION lock_watch_of(of uuid) RETURNS void LANGUAGE plpgsql ${BY_OWNER} AS $$
BEGIN
  PERFORM FROM public.deadline d WHERE d.state IN ('PENDING', 'SUSPENDED', 'PARKED') AND d.subject_id IN (
      SELECT w.id FROM public.documentation_watch w WHERE w.notification_id = of
      UNION ALL SELECT t.id FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN')
    ORDER BY d.id FOR UPDATE;
  PERFORM FROM public.documentation_watch w WHERE w.notification_id = of FOR UPDATE;
  PERFORM FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN' ORDER BY t.id FOR UPDATE;
END $$;`,
});
