import { func } from '@kamkor/database';
import { DEFINER } from '../conditions.js';

/**
 * Merges persons with what is found by them: the access log of the kept one has the entries of both, and deadlines that run
 * on are the kept one's.
 */
export const mergeNotifiedPersons = func({
  name: 'merge_notified_persons',
  sql: `
CREATE FUNCTION merge_notified_persons(of uuid[]) RETURNS TABLE (id uuid, kept uuid, withheld boolean)
  LANGUAGE plpgsql ${DEFINER} AS $$
  #variable_conflict use_column
DECLARE merge record;
BEGIN
  FOR merge IN SELECT * FROM public.merge_person_rows(of) LOOP
    PERFORM set_config('kamkor.merging', 'on', true);
    INSERT INTO public.merged_person (person, kept, withheld) VALUES (merge.id, merge.kept, merge.withheld)
      ON CONFLICT (person) DO UPDATE SET kept = excluded.kept, withheld = excluded.withheld;
    PERFORM public.deadline_merge_person(merge.id, merge.kept);
    PERFORM set_config('kamkor.merging', '', true);
    id := merge.id; kept := merge.kept; withheld := merge.withheld;
    RETURN NEXT;
  END LOOP;
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION merge_notified_persons TO kamkor_app, kamkor_worker;',
});
