import { func, listed, literal } from '@kamkor/database';
import { taskEnding } from '../../src/outreach/task-ending.js';
import { stateAfter, statesChangedBy, type WatchCancellation } from '../../src/rules/documentation/watch-states.js';
import { endingOf, type TaskClosing } from '../../src/rules/outreach/task-states.js';
import { BY_OWNER } from '../conditions.js';

const DIED: TaskClosing & WatchCancellation = 'CHILD_DIED';
const ENDING = taskEnding({
  closing: literal(DIED),
  at: 'legal_now',
  unvisited: literal(endingOf(DIED, 0)),
  visited: literal(endingOf(DIED, 1)),
});

/** Says of a child that is locked that it has died: its clocks stop, nobody is sent to the family any more. */
export const putDeath = func({
  name: 'put_death',
  sql: `
CREATE FUNCTION put_death(of uuid, day date, legal_now timestamptz) RETURNS void LANGUAGE plpgsql ${BY_OWNER} AS $$
BEGIN
  UPDATE public.birth_notification SET died_on = day, death_stated_at = legal_now, version = version + 1 WHERE id = of;
  WITH ended AS (
    UPDATE public.deadline d SET state = 'CANCELLED', ended_at = legal_now, suspended_at = NULL, retry_at = NULL,
        version = d.version + 1
      WHERE d.state IN ('PENDING', 'SUSPENDED', 'PARKED') AND d.subject_id IN (
        SELECT w.id FROM public.documentation_watch w WHERE w.notification_id = of
        UNION ALL SELECT t.id FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN')
      RETURNING d.id, d.due_at)
  INSERT INTO public.deadline_change (deadline_id, changed_at, changed_by, change, why, due_before, due_after)
    SELECT id, legal_now, current_setting('kamkor.subject', true), 'CANCELLED', 'the child has died', due_at, due_at
    FROM ended;
  UPDATE public.outreach_task SET ${ENDING}
    WHERE notification_id = of AND state = 'OPEN';
  UPDATE public.documentation_watch SET state = ${literal(stateAfter('cancel'))}, cancellation = ${literal(DIED)},
      version = version + 1
    WHERE notification_id = of AND state IN ${listed(statesChangedBy('cancel'))};
END $$;`,
});
