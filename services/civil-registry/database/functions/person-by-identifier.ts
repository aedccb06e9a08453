import { func, hasRole } from '@kamkor/database';
import { DEFINER } from '../conditions.js';

/**
 * The gateway may turn an identifier into an id and see nothing else. Who logs in with the PIN of a merged person is the one
 * who is kept.
 */
export const personByIdentifier = func({
  name: 'person_by_identifier',
  sql: `
CREATE FUNCTION person_by_identifier(identifier text) RETURNS uuid LANGUAGE sql STABLE ${DEFINER} AS $$
  SELECT coalesce(merged_into, id) FROM public.person WHERE pin = identifier AND ${hasRole('gateway')}
$$;`,
  grants: 'GRANT EXECUTE ON FUNCTION person_by_identifier TO kamkor_app;',
});
