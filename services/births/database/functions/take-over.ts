import { func, literal } from '@kamkor/database';
import type { TerritorySource } from '../../src/rules/notification/birth-report.js';
import { BY_OWNER } from '../conditions.js';

const HANDED_OVER = literal('HANDED_OVER' satisfies TerritorySource);

/**
 * Moves a task to the unit that has just accepted it, which sees it only from then on. Its deadlines run on; only their
 * owner changes.
 */
export const takeOver = func({
  name: 'take_over',
  sql: `
CREATE FUNCTION take_over(offer uuid) RETURNS boolean LANGUAGE plpgsql ${BY_OWNER} AS $$
DECLARE birth uuid; place text;
BEGIN
  SELECT t.notification_id, h.to_territory INTO birth, place
    FROM public.outreach_handover h JOIN public.outreach_task t ON t.id = h.task_id AND t.state = 'OPEN'
      AND t.territory = h.from_territory AND t.responsible = h.responsible
    WHERE h.id = offer AND h.state = 'ACCEPTED' AND h.decided_by = current_setting('kamkor.subject', true);
  IF birth IS NULL THEN RETURN false; END IF;
  UPDATE public.birth_notification SET territory = place, territory_source = ${HANDED_OVER}, version = version + 1
    WHERE id = birth;
  UPDATE public.documentation_watch SET territory = place, territory_source = ${HANDED_OVER}, version = version + 1
    WHERE notification_id = birth;
  PERFORM public.follow_watch(birth);
  RETURN true;
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION take_over TO kamkor_app;',
});
