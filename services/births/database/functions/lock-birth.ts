import { func, hasRole, inTerritory } from '@kamkor/database';
import { BY_FACILITY, BY_OWNER, BY_REPORTER, CARED_FOR_BY_OWN_BODY } from '../conditions.js';
import { RECORDED_BY_CALLER } from './visited-task.js';

const OF_BODY = `(${inTerritory()} AND (${hasRole('registrar')} OR ${CARED_FOR_BY_OWN_BODY}))`;

/** A visitor who was told that the child has died may say so, whoever has the task now. */
const SAW_DEATH = `EXISTS (SELECT FROM public.outreach_visit v
  WHERE v.notification_id = of AND v.outcome = 'CHILD_DIED' AND ${RECORDED_BY_CALLER})`;

/** Everybody who may see the birth may state something about the child, except the mother. */
const MAY_STATE = `(${SAW_DEATH} OR ${OF_BODY} OR ${BY_FACILITY} OR ${BY_REPORTER})`;

/**
 * Locks a birth for a caller who states something of the child, and gives what the rule needs to know of it; nothing for
 * who may not state. A sibling whom a visit found has a watch and no notification.
 */
export const lockBirth = func({
  name: 'lock_birth',
  sql: `
CREATE FUNCTION lock_birth(of uuid, OUT version int, OUT care_status text, OUT live boolean, OUT death_stated boolean,
    OUT birth_date date, OUT territory text, OUT child_person uuid, OUT watch_id uuid) RETURNS SETOF record
  LANGUAGE plpgsql ${BY_OWNER} AS $$
#variable_conflict use_column
BEGIN
  PERFORM FROM public.birth_notification WHERE id = of FOR UPDATE;
  PERFORM public.lock_watch_of(of);
  RETURN QUERY SELECT n.version, n.care_status, n.live, n.death_stated_at IS NOT NULL, n.birth_date, n.territory,
      n.child_person, w.id
    FROM (SELECT * FROM public.birth_notification WHERE id = of AND ${MAY_STATE}) n
    LEFT JOIN public.documentation_watch w ON w.notification_id = n.id;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT w.version, w.care_status, true, w.cancellation IS NOT DISTINCT FROM 'CHILD_DIED', w.birth_date,
      w.territory, w.child_person, w.id
    FROM public.documentation_watch w
    WHERE w.notification_id = of
      AND w.id IN (SELECT id FROM public.documentation_watch WHERE ${SAW_DEATH} OR ${OF_BODY})
      AND NOT EXISTS (SELECT FROM public.birth_notification n WHERE n.id = of);
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION lock_birth TO kamkor_app;',
});
