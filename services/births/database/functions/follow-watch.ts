import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';

const OPEN = `('PENDING', 'SUSPENDED', 'PARKED')`;

/**
 * What belongs to a watch goes where the watch is. Who takes a family over has to see what its visits found, and the
 * protection workers there that somebody may not be safe. Between bodies no visit goes: what a social worker saw at a
 * mother's home is not guardianship's when she is left alone. What is known of a sibling itself goes wherever it is
 * watched. A concern that somebody has taken up stays with who looks after it; its clock goes before its row, as who takes
 * it up locks them.
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
  UPDATE public.deadline d SET version = d.version + 1, territory = w.territory, owner = w.responsible
    FROM public.documentation_watch w WHERE w.notification_id = of AND d.state IN ${OPEN}
      AND (d.subject_id = w.id OR d.subject_id IN
        (SELECT t.id FROM public.outreach_task t WHERE t.watch_id = w.id AND t.state = 'OPEN'))
      AND (d.territory, d.owner) IS DISTINCT FROM (w.territory, w.responsible);
  UPDATE public.outreach_visit v SET territory = w.territory
    FROM public.documentation_watch w JOIN public.outreach_task t ON t.watch_id = w.id AND t.state = 'OPEN'
    WHERE w.notification_id = of AND v.task_id = t.id AND v.responsible = w.responsible AND v.territory <> w.territory;
  UPDATE public.undocumented_sibling s SET territory = w.territory, responsible = w.responsible
    FROM public.documentation_watch w WHERE w.notification_id = of AND s.id = w.sibling_id
      AND (s.territory, s.responsible) IS DISTINCT FROM (w.territory, w.responsible);
  UPDATE public.deadline d SET version = d.version + 1, territory = w.territory
    FROM public.documentation_watch w JOIN public.safety_concern c ON c.notification_id = w.notification_id
    WHERE w.notification_id = of AND c.state = 'RAISED' AND d.subject_id = c.id AND d.state IN ${OPEN}
      AND d.territory <> w.territory;
  UPDATE public.safety_concern c SET version = c.version + 1, territory = w.territory, escalated_to = NULL
    FROM public.documentation_watch w WHERE w.notification_id = of AND c.notification_id = of AND c.state = 'RAISED'
      AND c.territory <> w.territory;
END $$;`,
});
