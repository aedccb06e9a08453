import { func } from '@kamkor/database';

/** Drops the tables of what ended so many months ago by the real clock, at least a year; gives their names. */
export const deadlineDropMonths = func({
  name: 'deadline_drop_months',
  sql: `
CREATE FUNCTION deadline_drop_months(keep int) RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  month_table text;
  dropped text[] := '{}';
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('kamkor.months.deadline'));
  FOR month_table IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.deadline'::regclass AND c.relname ~ '_\\d{4}_\\d{2}$'
      AND to_date(right(c.relname, 7), 'YYYY_MM') < date_trunc('month', now()) - greatest(keep, 12) * interval '1 month'
    ORDER BY 1
  LOOP
    EXECUTE format('DROP TABLE public.%I', month_table);
    dropped := dropped || month_table;
  END LOOP;
  RETURN dropped;
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION deadline_drop_months TO kamkor_worker;',
});
