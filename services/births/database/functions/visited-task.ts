import { bySubject, func, inTerritory } from '@kamkor/database';
import { BY_OWNER, ofOwnBody } from '../conditions.js';

const OWN = (row: string): string => `(${inTerritory(`${row}.territory`)} AND ${ofOwnBody(`${row}.responsible`)})`;

/** The unit for which the caller visits for the task `t`: the one that has it, else one that had it before. */
export const MADE_BY = `LATERAL (SELECT t.territory, t.responsible, true AS own WHERE ${OWN('t')}
      UNION ALL (SELECT f.territory, f.responsible, false FROM public.outreach_former_unit f
        WHERE f.task_id = t.id AND ${OWN('f')} ORDER BY f.responsible = t.responsible DESC, f.territory LIMIT 1)
      LIMIT 1) by`;

/** A visit is seen where its task is, unless the task went to the other body, which learns nothing of the visit. */
export const PLACE = 'CASE WHEN by.responsible = t.responsible THEN t.territory ELSE by.territory END';

/** The visit `v` is the caller's. */
export const RECORDED_BY_CALLER = bySubject('v.recorded_by');

/**
 * For a former unit the task ends when it leaves that unit. Otherwise the visits that are still taken would tell the unit
 * when a child that was given up got its certificate.
 */
const ENDED_AT = `CASE WHEN by.own THEN t.closed_at ELSE (SELECT f.left_at FROM public.outreach_former_unit f
      WHERE f.task_id = t.id AND f.responsible = by.responsible AND f.territory = by.territory) END`;

/**
 * Locks a task for a visit, and gives what the use case needs to know about the child. Visitors record a visit when their
 * network is back, and may no longer see the child by then; the use case tells them nothing of what it learns here.
 */
export const visitedTask = func({
  name: 'visited_task',
  sql: `
CREATE FUNCTION visited_task(of uuid, says_death boolean) RETURNS TABLE (version int, state text,
    closed_at timestamptz, own boolean, made_by text, made_in text, kept_in text, notification_id uuid, child_person uuid,
    mother_person uuid, mother_name text, born_at timestamptz, died boolean, care_status text, territory text,
    territory_source text, responsible text, reminder_due_at timestamptz, reminders int,
    last_visited_at timestamptz, next_visit_due_at timestamptz)
  LANGUAGE plpgsql ${BY_OWNER} AS $$
#variable_conflict use_column
DECLARE birth uuid; moved uuid;
BEGIN
  SELECT t.notification_id INTO birth FROM public.outreach_task t, ${MADE_BY} WHERE t.id = of;
  LOOP
    IF birth IS NULL THEN RETURN; END IF;
    IF says_death THEN PERFORM FROM public.birth_notification n WHERE n.id = birth FOR UPDATE; END IF;
    PERFORM public.lock_watch_of(birth);
    SELECT t.notification_id INTO moved FROM public.outreach_task t WHERE t.id = of FOR UPDATE;
    EXIT WHEN moved = birth;
    birth := moved;
  END LOOP;
  RETURN QUERY SELECT t.version, t.state, ${ENDED_AT}, by.own, by.responsible, by.territory, ${PLACE}, t.notification_id,
      t.child_person, w.mother_person, nullif(concat_ws(' ', n.mother_family_name, n.mother_given_name), ''),
      w.born_at, n.death_stated_at IS NOT NULL OR w.cancellation IS NOT DISTINCT FROM 'CHILD_DIED', w.care_status,
      w.territory, w.territory_source, w.responsible, t.reminder_due_at, t.reminders, t.last_visited_at,
      t.next_visit_due_at
    FROM public.outreach_task t JOIN public.documentation_watch w ON w.id = t.watch_id
      LEFT JOIN public.birth_notification n ON n.id = t.notification_id, ${MADE_BY}
    WHERE t.id = of;
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION visited_task TO kamkor_app;',
});
