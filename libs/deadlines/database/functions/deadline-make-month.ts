import { func, listed } from '@kamkor/database';
import { ENDED_STATES } from '../../src/state.js';

/**
 * Makes the table of what ended in a month, unless it is there. It holds what has ended and nothing else, which the planner
 * knows too; nobody has a right on it: it is reached through `deadline`, whose policies then hold. Its indexes serve facts
 * that are learnt late and the lists of a territory and of a person.
 */
export const deadlineMakeMonth = func({
  name: 'deadline_make_month',
  sql: `
CREATE FUNCTION deadline_make_month(month date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
  month_table text := 'deadline_' || to_char(month, 'YYYY_MM');
BEGIN
  IF month <> date_trunc('month', month)::date THEN
    RAISE EXCEPTION '% is no first of a month', month USING ERRCODE = '22023';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('kamkor.months.deadline'));
  IF to_regclass('public.' || month_table) IS NOT NULL THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE public.%1$I (LIKE public.deadline INCLUDING DEFAULTS INCLUDING CONSTRAINTS
    INCLUDING STORAGE INCLUDING COMPRESSION)', month_table);
  EXECUTE format($sql$ALTER TABLE public.%1$I ADD CONSTRAINT deadline_of_month_ended CHECK (state IN ${listed(ENDED_STATES)}),
    ADD PRIMARY KEY (id), ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY$sql$, month_table);
  EXECUTE format($sql$CREATE INDEX ON public.%1$I (subject_id, kind) WHERE state = 'LAPSED'$sql$, month_table);
  EXECUTE format($sql$CREATE INDEX ON public.%1$I (subject_id, kind) WHERE state IN ('MET', 'CANCELLED')$sql$, month_table);
  EXECUTE format('CREATE INDEX ON public.%1$I (territory, due_at, id)', month_table);
  EXECUTE format('CREATE INDEX ON public.%1$I (person) WHERE person IS NOT NULL', month_table);
  EXECUTE format('ALTER TABLE public.deadline ATTACH PARTITION public.%I FOR VALUES IN (%L)', month_table, month);
END $$;`,
  grants: 'GRANT EXECUTE ON FUNCTION deadline_make_month TO kamkor_worker;',
});
