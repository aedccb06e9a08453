import { func, literal } from '@kamkor/database';
import { backlogQuota } from '../../src/rules/backlog/quota.js';
import { BY_OWNER } from '../conditions.js';

/** A watch that moves while it waits gets a deadline that is due at once: the worker decides whether it still waits. */
export const checkWaitingWatch = func({
  name: 'check_waiting_watch',
  sql: `
CREATE FUNCTION check_waiting_watch() RETURNS trigger LANGUAGE plpgsql ${BY_OWNER} AS $$
BEGIN
  PERFORM public.deadline_open(kind => 'BACKLOG_CHECK', subject_type => 'DocumentationWatch', subject_id => NEW.id,
    person => NEW.child_person, territory => NEW.territory, owner => NEW.responsible, binds => 'STATE',
    regulation => ${literal(backlogQuota.code)}, opened_at => NEW.waits_since, due_at => NEW.waits_since);
  RETURN NULL;
END $$;`,
});
