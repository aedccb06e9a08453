import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';
import { KEPT } from './state-care.js';

/** States that a child has died, of its notification and of the one that stands for it. */
export const stateDeath = func({
  name: 'state_death',
  sql: `
CREATE FUNCTION state_death(of uuid, day date, legal_now timestamptz) RETURNS void LANGUAGE plpgsql ${BY_OWNER} AS $$
DECLARE kept uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM public.lock_birth(of)) THEN RAISE EXCEPTION 'not for this caller to state'; END IF;
  kept := ${KEPT};
  PERFORM public.put_death(of, day, legal_now);
  IF kept IS NOT NULL THEN
    PERFORM FROM public.birth_notification WHERE id = kept FOR UPDATE;
    PERFORM public.lock_watch_of(kept);
    PERFORM public.put_death(kept, day, legal_now);
  END IF;
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION state_death TO kamkor_app;',
});
