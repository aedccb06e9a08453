import { func, listed } from '@kamkor/database';
import { OPEN_STATES } from '../../src/state.js';

/** Ends the open deadlines of these subjects without lapse, and says in their history who did so and why. */
export const deadlineCancel = func({
  name: 'deadline_cancel',
  sql: `
CREATE FUNCTION deadline_cancel(subjects uuid[], because text, legal_now timestamptz) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  WITH ended AS (
    UPDATE public.deadline d SET state = 'CANCELLED', ended_at = legal_now, suspended_at = NULL, retry_at = NULL,
        version = d.version + 1
      WHERE d.subject_id = ANY (subjects) AND d.filed_under IS NULL AND d.state IN ${listed(OPEN_STATES)}
      RETURNING d.id, d.due_at)
  INSERT INTO public.deadline_change (deadline_id, changed_at, changed_by, change, why, due_before, due_after)
    SELECT id, legal_now, coalesce(nullif(current_setting('kamkor.subject', true), ''), session_user), 'CANCELLED', because,
      due_at, due_at
    FROM ended;
END $$;`,
});
