import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';

/** The notification, or the sibling's watch, that stands for this one. */
export const KEPT = `coalesce(
    (SELECT n.duplicate_of FROM public.birth_notification n WHERE n.id = of AND n.duplicate_of IS NOT NULL),
    (SELECT k.notification_id FROM public.documentation_watch c
      JOIN public.documentation_watch k ON k.id = c.duplicate_of WHERE c.notification_id = of))`;

/**
 * A child may be given up, found abandoned or taken into care at any time, and who learns of it often sees neither watch
 * nor task, or not any more once it is said. So the owner's function moves all of it in one go, under lock, for a caller
 * who may see the birth. What is stated of a notification that was closed as a duplicate is stated of the child: whoever
 * notified it knows of no other, and a mother who gave the child up must not be visited because of the one that was kept.
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
