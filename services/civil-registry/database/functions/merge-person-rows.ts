import { arrayOf, func } from '@kamkor/database';
import { BIRTH_RECORD_STATES } from '../../src/rules/birth-record/states.js';
import { DEFINER } from '../conditions.js';

const rank = (record: string): string => `array_position(${arrayOf(BIRTH_RECORD_STATES)}, ${record}.state)`;
const CLOSED_IS_FURTHER = `${rank('closed')} > ${rank('kept')}`;
const PAIRS = `public.person_merge m JOIN public.birth_record closed ON closed.notification_id = m.notification_id
  JOIN public.birth_record kept ON kept.notification_id = m.kept_notification_id
  WHERE (m.notification_id = ANY (of) OR m.kept_notification_id = ANY (of))`;

/**
 * Of two persons who were made from two notifications of one child, one stands for both. Of the two records the papers go on
 * with the one that is further; nothing is written on the other. Persons may lie in territories whose registrars don't see
 * each other's, so a function of the owner merges.
 *
 * Every birth that is recorded asks whether it was decided to be another one's duplicate; nearly none was. That is one look
 * at an index. For the others pairs are few and tables large, which a planner without statistics takes to be the other way
 * round: it would read every record and every person for each batch of births.
 */
export const mergePersonRows = func({
  name: 'merge_person_rows',
  sql: `
CREATE FUNCTION merge_person_rows(of uuid[]) RETURNS TABLE (id uuid, kept uuid, withheld boolean)
  LANGUAGE plpgsql ${DEFINER}
  SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
  #variable_conflict use_column
BEGIN
  PERFORM set_config('kamkor.merging', 'on', true);
  IF NOT EXISTS (SELECT FROM public.person_merge m
    WHERE m.notification_id = ANY (of) OR m.kept_notification_id = ANY (of)) THEN
    PERFORM set_config('kamkor.merging', '', true);
    RETURN;
  END IF;
  UPDATE public.birth_record r SET papers_on = pair.carrier, version = r.version + 1
    FROM (
      SELECT CASE WHEN ${CLOSED_IS_FURTHER} THEN kept.id ELSE closed.id END AS idle,
        CASE WHEN ${CLOSED_IS_FURTHER} THEN closed.id ELSE kept.id END AS carrier
      FROM ${PAIRS} AND closed.papers_on IS DISTINCT FROM kept.id AND kept.papers_on IS DISTINCT FROM closed.id) pair
    WHERE r.id = pair.idle AND r.papers_on IS NULL;
  RETURN QUERY UPDATE public.person p SET merged_into = pair.child, version = p.version + 1
    FROM (SELECT closed.child AS merged, kept.child, closed.withheld_from_mother OR kept.withheld_from_mother AS withheld
      FROM ${PAIRS} AND closed.child IS NOT NULL AND kept.child IS NOT NULL) pair
    WHERE p.id = pair.merged AND p.merged_into IS NULL
    RETURNING p.id, p.merged_into, pair.withheld;
  PERFORM set_config('kamkor.merging', '', true);
END $$;`,
});
