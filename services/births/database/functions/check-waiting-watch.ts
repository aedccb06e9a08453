import { func, literal } from '@kamkor/database';
import { backlogQuota } from '../../src/rules/backlog/quota.js';
import { BY_OWNER } from '../conditions.js';

/** A watch that moves while it waits has a clock that is due at once: whether it still waits is the worker's to decide. */
export const checkWaitingWatch = func({
  name: 'check_waiting_watch',
  sql: `
CREATE FUNCTION check_waiting_watch() RETURNS trigger LANGUAGE plpgsql ${BY_OWNER} AS $$
BEGIN
  INSERT INTO public.deadline (id, kind, subject_type, subject_id, person, territory, owner, binds, regulation,
      opened_at, due_at)
    VALUES (gen_random_uuid(), 'BACKLOG_CHECK', 'DocumentationWatch', NEW.id, NEW.child_person, NEW.territory,
      NEW.responsible, 'STATE', ${literal(backlogQuota.code)}, NEW.waits_since, NEW.waits_since)
    ON CONFLICT DO NOTHING;
  PERFORM pg_notify('kamkor_deadline', '');
  RETURN NULL;
END $$;`,
});
