import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';
import { RECORDED_BY_CALLER } from './visited-task.js';

/** Whether the visit is the caller's, and what it found is recorded where the child is now. */
export const foundByCaller = func({
  name: 'found_by_caller',
  sql: `
CREATE FUNCTION found_by_caller(visit uuid, place text, body text) RETURNS boolean LANGUAGE sql STABLE ${BY_OWNER} AS $$
  SELECT EXISTS (SELECT FROM public.outreach_visit v
    JOIN public.documentation_watch w ON w.notification_id = v.notification_id
    WHERE v.id = visit AND ${RECORDED_BY_CALLER} AND w.territory = place AND w.responsible = coalesce(body, w.responsible))
$$;`,
  grants: 'GRANT EXECUTE ON FUNCTION found_by_caller TO kamkor_app;',
});
