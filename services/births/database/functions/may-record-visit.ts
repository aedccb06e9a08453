import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';
import { MADE_BY, PLACE } from './visited-task.js';

/** Whether the caller works for the unit that made the visit, which has or had the task, and the visit is put where it is seen. */
export const mayRecordVisit = func({
  name: 'may_record_visit',
  sql: `
CREATE FUNCTION may_record_visit(task uuid, notification uuid, body text, visiting text, place text) RETURNS boolean
  LANGUAGE sql STABLE ${BY_OWNER} AS $$
  SELECT EXISTS (SELECT FROM public.outreach_task t, ${MADE_BY} WHERE t.id = task
    AND t.notification_id = notification AND by.responsible = body AND by.territory = visiting AND ${PLACE} = place)
$$;`,
  grants: 'GRANT EXECUTE ON FUNCTION may_record_visit TO kamkor_app;',
});
