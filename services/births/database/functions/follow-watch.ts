import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';
import { WATCH_AND_TASK } from './lock-watch-of.js';

/**
 * Moves everything that belongs to a watch to where the watch is. The unit that takes a family over has to see what its
 * visits found, and the protection workers there have to see that somebody may not be safe. No visit goes from one body
 * to the other: guardianship must not see what a social worker saw at the home of a mother who is left alone. The record
 * of a sibling goes wherever the sibling is watched. A concern that a worker has taken up stays with that worker. The
 * deadline of a concern moves before its row, in the order in which a worker who takes it up locks them.
 */
export const followWatch = func({
  name: 'follow_watch',
  sql: `
CREATE FUNCTION follow_watch(of uuid) RETURNS void LANGUAGE plpgsql ${BY_OWNER} AS $$
BEGIN
  UPDATE public.outreach_task t SET version = t.version + 1, territory = w.territory, responsible = w.responsible,
      assigned_to = NULL, assigned_at = NULL, assigned_by = NULL
    FROM public.documentation_watch w WHERE w.notification_id = of AND t.watch_id = w.id AND t.state = 'OPEN'
      AND (t.territory, t.responsible) IS DISTINCT FROM (w.territory, w.responsible);
  PERFORM public.deadline_move(${WATCH_AND_TASK}, w.territory, w.responsible)
    FROM public.documentation_watch w WHERE w.notification_id = of;
  UPDATE public.outreach_visit v SET territory = w.territory
    FROM public.documentation_watch w JOIN public.outreach_task t ON t.watch_id = w.id AND t.state = 'OPEN'
    WHERE w.notification_id = of AND v.task_id = t.id AND v.responsible = w.responsible AND v.territory <> w.territory;
  UPDATE public.undocumented_sibling s SET territory = w.territory, responsible = w.responsible
    FROM public.documentation_watch w WHERE w.notification_id = of AND s.id = w.sibling_id
      AND (s.territory, s.responsible) IS DISTINCT FROM (w.territory, w.responsible);
  PERFORM public.deadline_move(ARRAY(SELECT c.id FROM public.safety_concern c
      WHERE c.notification_id = of AND c.state = 'RAISED'), w.territory, NULL)
    FROM public.documentation_watch w WHERE w.notification_id = of;
  UPDATE public.safety_concern c SET version = c.version + 1, territory = w.territory, escalated_to = NULL
    FROM public.documentation_watch w WHERE w.notification_id = of AND c.notification_id = of AND c.state = 'RAISED'
      AND c.territory <> w.territory;
END $$;`,
});
