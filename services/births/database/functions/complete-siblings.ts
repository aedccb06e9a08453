import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';

/** Adds to siblings that are watched already what a visit says of them and nobody had said before. */
export const completeSiblings = func({
  name: 'complete_siblings',
  sql: `
CREATE FUNCTION complete_siblings(visit uuid, siblings uuid[], names text[], sexes text[]) RETURNS void
  LANGUAGE sql ${BY_OWNER} AS $$
  UPDATE public.undocumented_sibling s SET given_name = CASE s.given_name WHEN '' THEN f.name ELSE s.given_name END,
      sex = CASE s.sex WHEN 'UNDETERMINED' THEN f.sex ELSE s.sex END
    FROM unnest(siblings, names, sexes) AS f(id, name, sex)
    WHERE s.id = f.id AND s.id IN (SELECT c.id FROM public.children_of_family(visit) c);
  UPDATE public.documentation_watch w SET given_name = f.name
    FROM unnest(siblings, names) AS f(id, name)
    WHERE w.sibling_id = f.id AND w.given_name IS NULL AND f.name <> ''
      AND w.sibling_id IN (SELECT c.id FROM public.children_of_family(visit) c);
$$;`,
  grants: 'GRANT EXECUTE ON FUNCTION complete_siblings TO kamkor_app;',
});
