import { bySubject, func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';

/** Whether the caller noted the sibling whose watch is made. */
export const notedByCaller = func({
  name: 'noted_by_caller',
  sql: `
CREATE FUNCTION noted_by_caller(sibling uuid, head uuid, place text, body text, born date) RETURNS boolean
  LANGUAGE sql STABLE ${BY_OWNER} AS $$
  SELECT EXISTS (SELECT FROM public.undocumented_sibling s WHERE s.id = sibling AND ${bySubject('s.recorded_by')}
    AND s.family = head AND s.territory = place AND s.responsible = body AND s.birth_date = born)
$$;`,
  grants: 'GRANT EXECUTE ON FUNCTION noted_by_caller TO kamkor_app;',
});
