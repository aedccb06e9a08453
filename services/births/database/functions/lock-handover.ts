import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';
import { RECEIVES } from '../tables/outreach-handover.js';

/** Locks everything that goes over with an offered task, for the unit that was offered it and does not see it yet. */
export const lockHandover = func({
  name: 'lock_handover',
  sql: `
CREATE FUNCTION lock_handover(offer uuid) RETURNS void LANGUAGE plpgsql ${BY_OWNER} AS $$
DECLARE birth uuid;
BEGIN
  SELECT t.notification_id INTO birth FROM public.outreach_task t WHERE t.id =
    (SELECT task_id FROM public.outreach_handover WHERE id = offer AND ${RECEIVES});
  PERFORM FROM public.birth_notification n WHERE n.id = birth FOR UPDATE;
  PERFORM public.lock_watch_of(birth);
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION lock_handover TO kamkor_app;',
});
