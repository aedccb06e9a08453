import { func } from '@kamkor/database';
import { BY_OWNER, LEGAL_NOW } from '../conditions.js';

/** Remembers which unit had a task when the task leaves it. */
export const rememberUnit = func({
  name: 'remember_unit',
  sql: `
CREATE FUNCTION remember_unit() RETURNS trigger LANGUAGE plpgsql ${BY_OWNER} AS $$
BEGIN
  INSERT INTO public.outreach_former_unit (task_id, territory, responsible, left_at)
    VALUES (OLD.id, OLD.territory, OLD.responsible, ${LEGAL_NOW})
    ON CONFLICT ON CONSTRAINT outreach_former_unit_pk DO UPDATE SET left_at = excluded.left_at;
  RETURN NULL;
END $$;`,
});
