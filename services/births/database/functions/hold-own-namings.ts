import { bySubject, func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';

/** Holds the caller's namings, so that a withdrawal comes before or after what the caller does by them, never in between. */
export const holdOwnNamings = func({
  name: 'hold_own_namings',
  sql: `
CREATE FUNCTION hold_own_namings() RETURNS void LANGUAGE plpgsql ${BY_OWNER} AS $$
BEGIN
  PERFORM FROM public.protection_worker p WHERE p.state = 'NAMED' AND ${bySubject('p.subject')}
    ORDER BY p.id FOR SHARE;
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION hold_own_namings TO kamkor_app;',
});
