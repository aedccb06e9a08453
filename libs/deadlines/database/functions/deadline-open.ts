import { func, literal } from '@kamkor/database';
import { DEADLINE_CHANNEL } from '../../src/channel.js';

/** Opens a deadline, for a trigger, unless one of the kind runs on the subject already. The workers look at commit. */
export const deadlineOpen = func({
  name: 'deadline_open',
  sql: `
CREATE FUNCTION deadline_open(kind text, subject_type text, subject_id uuid, person uuid, territory text, owner text,
    binds text, regulation text, opened_at timestamptz, due_at timestamptz) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.deadline (id, kind, subject_type, subject_id, person, territory, owner, binds, regulation, opened_at,
      due_at)
    VALUES (gen_random_uuid(), kind, subject_type, subject_id, person, territory, owner, binds, regulation, opened_at, due_at)
    ON CONFLICT DO NOTHING;
  PERFORM pg_notify(${literal(DEADLINE_CHANNEL)}, '');
END $$;`,
});
