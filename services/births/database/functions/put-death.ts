import { func, listed, literal } from '@kamkor/database';
import { stateAfter, statesChangedBy, type WatchCancellation } from '../../src/rules/documentation/watch-states.js';
import { endingOf, type TaskClosing } from '../../src/rules/outreach/task-states.js';
import { BY_OWNER } from '../conditions.js';
import { taskEnding } from '../task-ending.js';
import { WATCH_AND_TASK } from './lock-watch-of.js';

const DIED: TaskClosing & WatchCancellation = 'CHILD_DIED';
const ENDING = taskEnding({
  closing: literal(DIED),
  at: 'legal_now',
  unvisited: literal(endingOf(DIED, 0)),
  visited: literal(endingOf(DIED, 1)),
});

/** Says of a locked child that it has died: its deadlines end, and nobody is sent to the family any more. */
export const putDeath = func({
  name: 'put_death',
  sql: `
CREATE FUNCTION put_death(of uuid, day date, legal_now timestamptz) RETURNS void LANGUAGE plpgsql ${BY_OWNER} AS $$
BEGIN
  UPDATE public.birth_notification SET died_on = day, death_stated_at = legal_now, version = version + 1 WHERE id = of;
  PERFORM public.deadline_cancel(${WATCH_AND_TASK}, 'the child has died', legal_now);
  UPDATE public.outreach_task SET ${ENDING}
    WHERE notification_id = of AND state = 'OPEN';
  UPDATE public.documentation_watch SET state = ${literal(stateAfter('cancel'))}, cancellation = ${literal(DIED)},
      version = version + 1
    WHERE notification_id = of AND state IN ${listed(statesChangedBy('cancel'))};
END $$;`,
});
