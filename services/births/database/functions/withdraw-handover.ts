import { func, keysOf, listed, literal } from '@kamkor/database';
import { HANDOVER_TRANSITIONS } from '../../src/rules/handover/states.js';
import { BY_OWNER, LEGAL_NOW } from '../conditions.js';

const STANDING = listed(keysOf(HANDOVER_TRANSITIONS, (leads) => 'fallAway' in leads));
const FALLS_AWAY = `h.task_id = NEW.id AND h.state IN ${STANDING}
      AND (NEW.state <> 'OPEN' OR (h.from_territory, h.responsible) IS DISTINCT FROM (NEW.territory, NEW.responsible))`;

/** Offers fall away with their task. Their deadlines end before them, in the order in which a sweep locks both. */
export const withdrawHandover = func({
  name: 'withdraw_handover',
  sql: `
CREATE FUNCTION withdraw_handover() RETURNS trigger LANGUAGE plpgsql ${BY_OWNER} AS $$
DECLARE legal_now timestamptz := ${LEGAL_NOW};
BEGIN
  PERFORM public.deadline_cancel(ARRAY(SELECT h.id FROM public.outreach_handover h WHERE ${FALLS_AWAY}),
    'the offer fell away with its task', legal_now);
  UPDATE public.outreach_handover h SET state = ${literal(HANDOVER_TRANSITIONS.OFFERED.fallAway)}, withdrawn_at = legal_now,
      version = version + 1
    WHERE ${FALLS_AWAY};
  RETURN NULL;
END $$;`,
});
