import { caseOf, func } from '@kamkor/database';
import { TASK_STATES, type TaskState, taskAfterVisit } from '../../src/rules/outreach/task-states.js';
import { BY_OWNER } from '../conditions.js';
import { RECORDED_BY_CALLER } from './visited-task.js';

const AFTER_VISIT = Object.fromEntries(TASK_STATES.map((state) => [state, taskAfterVisit(state)])) as Record<
  TaskState,
  TaskState
>;

/** Counts a visit on its task, which the visitor may no longer see, unless the task went to the other body. */
export const countLateVisit = func({
  name: 'count_late_visit',
  sql: `
CREATE FUNCTION count_late_visit(visit uuid) RETURNS void LANGUAGE sql ${BY_OWNER} AS $$
  UPDATE public.outreach_task t SET version = t.version + 1, visits = t.visits + 1,
      last_visited_at = greatest(t.last_visited_at, v.visited_at), state = ${caseOf('t.state', AFTER_VISIT)}
    FROM public.outreach_visit v
    WHERE v.id = visit AND ${RECORDED_BY_CALLER} AND t.id = v.task_id AND t.responsible = v.responsible
$$;`,
  grants: 'GRANT EXECUTE ON FUNCTION count_late_visit TO kamkor_app;',
});
