import { bySubject, caseOf, func, listed } from '@kamkor/database';
import { CONCERN_AFTER_WITHDRAWAL } from '../../src/rules/obstacle/safety-concern-states.js';
import { BY_OWNER } from '../conditions.js';

/** Frees the concerns that a worker had taken up, once the caller has withdrawn the naming. The caller sees none of them. */
export const releaseConcerns = func({
  name: 'release_concerns',
  sql: `
CREATE FUNCTION release_concerns(naming uuid, due timestamptz)
  RETURNS TABLE (id uuid, child_person uuid, territory text) LANGUAGE sql ${BY_OWNER} AS $$
  UPDATE public.safety_concern c SET state = ${caseOf('c.state', CONCERN_AFTER_WITHDRAWAL)}, taken_up_at = NULL, taken_up_by = NULL, due_at = due,
      version = c.version + 1
    FROM public.protection_worker p
    WHERE p.id = naming AND p.state = 'WITHDRAWN' AND ${bySubject('p.withdrawn_by')}
      AND c.state IN ${listed(Object.keys(CONCERN_AFTER_WITHDRAWAL))} AND c.taken_up_by = p.subject
      AND c.territory >= p.territory AND c.territory < p.territory || '.'
      AND NOT EXISTS (SELECT FROM public.protection_worker o WHERE o.subject = p.subject AND o.state = 'NAMED'
        AND c.territory >= o.territory AND c.territory < o.territory || '.')
    RETURNING c.id, c.child_person, c.territory
$$;`,
  grants: 'GRANT EXECUTE ON FUNCTION release_concerns TO kamkor_app;',
});
