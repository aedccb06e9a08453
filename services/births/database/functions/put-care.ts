import { caseOf, func } from '@kamkor/database';
import { RESPONSIBLE } from '../../src/rules/care-status.js';
import { BY_OWNER } from '../conditions.js';

/** Gives a locked child another care status, and everything of its watch to the body that is responsible for that. */
export const putCare = func({
  name: 'put_care',
  sql: `
CREATE FUNCTION put_care(of uuid, status text) RETURNS void LANGUAGE plpgsql ${BY_OWNER} AS $$
BEGIN
  UPDATE public.birth_notification SET care_status = status, version = version + 1 WHERE id = of;
  UPDATE public.documentation_watch SET care_status = status, version = version + 1,
      responsible = ${caseOf('status', RESPONSIBLE)}
    WHERE notification_id = of;
  PERFORM public.follow_watch(of);
END $$;`,
});
