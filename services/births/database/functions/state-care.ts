import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';

/** The notification, or the sibling's watch, that stands for this one. */
export const KEPT = `coalesce(
    (SELECT n.duplicate_of FROM public.birth_notification n WHERE n.id = of AND n.duplicate_of IS NOT NULL),
    (SELECT k.notification_id FROM public.documentation_watch c
      JOIN public.documentation_watch k ON k.id = c.duplicate_of WHERE c.notification_id = of))`;

/**
 * A child may be given up, found abandoned or taken into care at any time. Those who learn of it often see neither watch
 * nor task, or see them no longer once they have said it. So this function moves everything at once, under lock, for a
 * caller who may see the birth. A statement about a notification that was closed as a duplicate is one about the child:
 * its notifier knows of no other, and a mother who gave the child up must not be visited because of the kept one.
 */
export const stateCare = func({
  name: 'state_care',
  sql: `
CREATE FUNCTION state_care(of uuid, status text) RETURNS uuid LANGUAGE plpgsql ${BY_OWNER} AS $$
DECLARE kept uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM public.lock_birth(of)) THEN RAISE EXCEPTION 'not for this caller to state'; END IF;
  kept := ${KEPT};
  PERFORM public.put_care(of, status);
  IF kept IS NOT NULL THEN
    PERFORM FROM public.birth_notification WHERE id = kept FOR UPDATE;
    PERFORM public.lock_watch_of(kept);
    PERFORM public.put_care(kept, status);
  END IF;
  RETURN kept;
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION state_care TO kamkor_app;',
});
