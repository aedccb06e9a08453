import { func } from '@kamkor/database';
import { BY_OWNER } from '../conditions.js';
import { RECORDED_BY_CALLER } from './visited-task.js';

/**
 * What is known of each child of a family, wherever and by whomever it is watched. The rule tells children apart by it; it
 * reaches nobody else. Those who look at the same family wait for each other, so that no child is noted twice. The last
 * row names the family alone.
 */
export const childrenOfFamily = func({
  name: 'children_of_family',
  sql: `
CREATE FUNCTION children_of_family(visit uuid) RETURNS TABLE (family uuid, id uuid, birth_date date, sex text,
    given_name text) LANGUAGE plpgsql ${BY_OWNER} AS $$
#variable_conflict use_column
DECLARE head uuid; mother uuid; heads uuid[];
BEGIN
  SELECT coalesce(w.sibling_of, w.notification_id), w.mother_person INTO head, mother
    FROM public.outreach_visit v JOIN public.documentation_watch w ON w.notification_id = v.notification_id
    WHERE v.id = visit AND ${RECORDED_BY_CALLER};
  IF head IS NULL THEN RETURN; END IF;
  SELECT coalesce(n.duplicate_of, n.id) INTO head FROM public.birth_notification n WHERE n.id = head;
  SELECT coalesce(mother, w.mother_person) INTO mother
    FROM public.documentation_watch w WHERE w.notification_id = head;
  PERFORM pg_advisory_xact_lock(hashtextextended('family ' || coalesce(mother, head), 0));
  heads := ARRAY(SELECT n.id FROM public.birth_notification n WHERE n.id = head OR n.duplicate_of = head);
  RETURN QUERY SELECT head, w.sibling_id, w.birth_date, coalesce(s.sex, n.sex), coalesce(w.given_name, '')
    FROM public.documentation_watch w LEFT JOIN public.undocumented_sibling s ON s.id = w.sibling_id
      LEFT JOIN public.birth_notification n ON n.id = w.notification_id
    WHERE (w.notification_id = ANY (heads) OR w.sibling_of = ANY (heads) OR w.mother_person = mother)
      AND w.state <> 'CANCELLED' AND w.duplicate_of IS NULL
    UNION ALL SELECT head, NULL, NULL, NULL, NULL
    ORDER BY 3, 2;
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION children_of_family TO kamkor_app;',
});
