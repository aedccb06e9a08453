import { func, keysOf, listed, literal } from '@kamkor/database';
import { HANDOVER_TRANSITIONS } from '../../src/rules/handover/states.js';
import { BY_OWNER, LEGAL_NOW } from '../conditions.js';

const STANDING = listed(keysOf(HANDOVER_TRANSITIONS, (leads) => 'fallAway' in leads));
const FALLS_AWAY = `h.task_id = NEW.id AND h.state IN ${STANDING}
      AND (NEW.state <> 'OPEN' OR (h.from_territory, h.responsible) IS DISTINCT FROM (NEW.territory, NEW.responsible))`;

/** An offer falls away with its task. The clock ends before the offer does, in the order in which a sweep locks them. */
export const withdrawHandover = func({
  name: 'withdraw_handover',
  sql: `
CREATE FUNCTION withdraw_handover() RETURNS trigger LANGUAGE plpgsql ${BY_OWNER} AS $$
DECLARE legal_now timestamptz := ${LEGAL_NOW};
BEGIN
  WITH ended AS (
    UPDATE public.deadline d SET state = 'CANCELLED', ended_at = legal_now, suspended_at = NULL, retry_at = NULL,
        version = d.version + 1
      FROM public.outreach_handover h WHERE ${FALLS_AWAY} AND d.subject_id = h.id
        AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')
      RETURNING d.id, d.due_at)
  INSERT INTO public.deadline_change (deadline_id, changed_at, changed_by, change, why, due_before, due_after)
    SELECT id, legal_now, coalesce(nullif(current_setting('kamkor.subject', true), ''), session_user), 'CANCELLED',
      'the offer fell away with its task', due_at, due_at FROM ended;
  UPDATE public.outreach_handover h SET state = ${literal(HANDOVER_TRANSITIONS.OFFERED.fallAway)}, withdrawn_at = legal_now,
      version = version + 1
    WHERE ${FALLS_AWAY};
  RETURN NULL;
END $$;`,
});
