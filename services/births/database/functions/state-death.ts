import { func, listed, literal } from '@kamkor/database';
import { stateAfter, statesChangedBy } from '../../src/rules/documentation/watch-states.js';
import { endingOf } from '../../src/rules/outreach/task-states.js';
import { BY_OWNER } from '../conditions.js';
import { KEPT } from './state-care.js';

const ends = (of: string): string => `WITH ended AS (
    UPDATE public.deadline d SET state = 'CANCELLED', ended_at = legal_now, suspended_at = NULL, retry_at = NULL,
        version = d.version + 1
      WHERE d.state IN ('PENDING', 'SUSPENDED', 'PARKED') AND d.subject_id IN (
        SELECT w.id FROM public.documentation_watch w WHERE w.notification_id = ${of}
        UNION ALL SELECT t.id FROM public.outreach_task t WHERE t.notification_id = ${of} AND t.state = 'OPEN')
      RETURNING d.id, d.due_at)
  INSERT INTO public.deadline_change (deadline_id, changed_at, changed_by, change, why, due_before, due_after)
    SELECT id, legal_now, current_setting('kamkor.subject', true), 'CANCELLED', 'the child has died', due_at, due_at
    FROM ended;
  UPDATE public.outreach_task SET closing = 'CHILD_DIED', closed_at = legal_now, reminder_due_at = NULL,
      version = version + 1,
      state = CASE visits WHEN 0 THEN ${literal(endingOf('CHILD_DIED', 0))} ELSE ${literal(endingOf('CHILD_DIED', 1))} END
    WHERE notification_id = ${of} AND state = 'OPEN';
  UPDATE public.documentation_watch SET state = ${literal(stateAfter('cancel'))}, cancellation = 'CHILD_DIED',
      version = version + 1
    WHERE notification_id = ${of} AND state IN ${listed(statesChangedBy('cancel'))};`;

export const stateDeathOfOne = func({
  name: 'state_death_of_one',
  sql: `
CREATE FUNCTION state_death_of_one(of uuid, day date, legal_now timestamptz) RETURNS void LANGUAGE plpgsql ${BY_OWNER} AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.lock_birth(of)) THEN RAISE EXCEPTION 'not for this caller to state'; END IF;
  UPDATE public.birth_notification SET died_on = day, death_stated_at = legal_now, version = version + 1 WHERE id = of;
  ${ends('of')}
END $$;`,
});

/** That a child has died, of its notification and of the one that stands for it: nobody is sent to the family any more. */
export const stateDeath = func({
  name: 'state_death',
  sql: `
CREATE FUNCTION state_death(of uuid, day date, legal_now timestamptz) RETURNS void LANGUAGE plpgsql ${BY_OWNER} AS $$
DECLARE kept uuid := ${KEPT};
BEGIN
  PERFORM public.state_death_of_one(of, day, legal_now);
  IF kept IS NULL THEN RETURN; END IF;
  PERFORM FROM public.birth_notification WHERE id = kept FOR UPDATE;
  PERFORM public.lock_watch_of(kept);
  UPDATE public.birth_notification SET died_on = day, death_stated_at = legal_now, version = version + 1 WHERE id = kept;
  ${ends('kept')}
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION state_death TO kamkor_app;',
});
