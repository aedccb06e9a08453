import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Made by `npm run schema -- --initial deadlines` from the files in database/, and frozen with the first release. */
export class CreateDeadlines1764000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE deadline (
  id uuid NOT NULL,
  kind text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  round integer NOT NULL DEFAULT 1,
  person uuid,
  territory text COLLATE "C" NOT NULL,
  owner text,
  binds text NOT NULL,
  regulation text NOT NULL,
  regulation_from date,
  opened_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  outer_limit timestamptz(3),
  state text NOT NULL DEFAULT 'PENDING',
  suspended_at timestamptz(3),
  ended_at timestamptz(3),
  fact_at timestamptz(3),
  learnt_late boolean NOT NULL DEFAULT false,
  error text,
  attempts integer NOT NULL DEFAULT 0,
  retry_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  filed_under date,
  CONSTRAINT deadline_state_known CHECK (state IN ('PENDING', 'SUSPENDED', 'MET', 'LAPSED', 'CANCELLED', 'PARKED')),
  CONSTRAINT deadline_binds_known CHECK (binds IN ('STATE', 'PERSON')),
  CONSTRAINT deadline_within_limit CHECK (outer_limit IS NULL OR due_at <= outer_limit),
  CONSTRAINT deadline_ended CHECK ((ended_at IS NOT NULL) = (state IN ('MET', 'LAPSED', 'CANCELLED'))),
  CONSTRAINT deadline_suspended CHECK ((suspended_at IS NOT NULL) = (state = 'SUSPENDED')),
  CONSTRAINT deadline_parked CHECK ((retry_at IS NOT NULL) = (state = 'PARKED')),
  CONSTRAINT deadline_filed CHECK (filed_under IS NULL OR state IN ('MET', 'LAPSED', 'CANCELLED'))
) PARTITION BY LIST (filed_under);

CREATE TABLE deadline_current PARTITION OF deadline (CONSTRAINT deadline_current_pkey PRIMARY KEY (id)) FOR VALUES IN (NULL)
  WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);

CREATE INDEX deadline_due ON deadline_current (kind, due_at) WHERE state = 'PENDING';
CREATE INDEX deadline_soonest ON deadline_current (due_at, id) WHERE state = 'PENDING';
CREATE UNIQUE INDEX deadline_one_open ON deadline_current (subject_id, kind) WHERE state IN ('PENDING', 'SUSPENDED', 'PARKED');
CREATE INDEX deadline_lapsed ON deadline_current (subject_id, kind) WHERE state = 'LAPSED';
CREATE INDEX deadline_ended ON deadline_current (subject_id, kind) WHERE state IN ('MET', 'CANCELLED');
CREATE INDEX deadline_outer_limit ON deadline_current (outer_limit) WHERE state = 'SUSPENDED';
CREATE INDEX deadline_parked_retry ON deadline_current (retry_at) WHERE state = 'PARKED';
CREATE INDEX deadline_binding_person ON deadline_current (due_at) WHERE binds = 'PERSON' AND state = 'PENDING';
CREATE INDEX deadline_of_territory ON deadline_current (territory, due_at, id) WHERE state IN ('PENDING', 'SUSPENDED', 'PARKED');
CREATE INDEX deadline_of_person ON deadline_current (person) WHERE person IS NOT NULL AND state IN ('PENDING', 'SUSPENDED', 'PARKED');
CREATE INDEX deadline_to_file ON deadline_current (ended_at) WHERE state IN ('MET', 'LAPSED', 'CANCELLED');

CREATE TABLE deadline_change (
  deadline_id uuid NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  changed_by text NOT NULL,
  change text NOT NULL,
  why text NOT NULL,
  due_before timestamptz(3) NOT NULL,
  due_after timestamptz(3) NOT NULL,
  CONSTRAINT deadline_change_known CHECK (change IN ('CANCELLED', 'EXTENDED', 'SUSPENDED', 'RESUMED', 'OUTAGE'))
);
CREATE INDEX deadline_change_of ON deadline_change (deadline_id, changed_at);

CREATE TABLE outage (
  id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT outage_pkey PRIMARY KEY,
  what text NOT NULL,
  began_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3) NOT NULL,
  legal_began_at timestamptz(3) NOT NULL,
  extended integer NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT outage_forward CHECK (ended_at > began_at)
);

CREATE TABLE deadline_heartbeat (
  only_one boolean NOT NULL DEFAULT true CONSTRAINT deadline_heartbeat_pkey PRIMARY KEY,
  beat_at timestamptz(3) NOT NULL,
  legal_at timestamptz(3) NOT NULL,
  CONSTRAINT deadline_heartbeat_single CHECK (only_one)
) WITH (fillfactor = 10);

CREATE TABLE deadline_rate (
  kind text NOT NULL CONSTRAINT deadline_rate_pkey PRIMARY KEY,
  tokens double precision NOT NULL,
  filled_at timestamptz(3) NOT NULL
) WITH (fillfactor = 10);

CREATE FUNCTION deadline_due_kinds(kinds text[], legal_now timestamptz,
  OUT pending text[], OUT beyond_limit text[], OUT parked text[]) LANGUAGE plpgsql AS $$
BEGIN
  pending := ARRAY(SELECT k FROM unnest(kinds) k, LATERAL (SELECT FROM deadline d
    WHERE d.filed_under IS NULL AND d.state = 'PENDING' AND d.kind = k AND d.due_at <= legal_now ORDER BY d.due_at LIMIT 1) one);
  beyond_limit := ARRAY(SELECT DISTINCT s.kind FROM (SELECT d.kind FROM deadline d
    WHERE d.filed_under IS NULL AND d.state = 'SUSPENDED' AND d.outer_limit <= legal_now AND d.kind = ANY (kinds)
    ORDER BY d.outer_limit LIMIT 500) s);
  parked := ARRAY(SELECT DISTINCT s.kind FROM (SELECT d.kind FROM deadline d
    WHERE d.filed_under IS NULL AND d.state = 'PARKED' AND d.retry_at <= clock_timestamp() AND d.kind = ANY (kinds)
    ORDER BY d.retry_at LIMIT 500) s);
END $$;

CREATE FUNCTION deadline_lock(subjects uuid[]) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.deadline d WHERE d.subject_id = ANY (subjects) AND d.filed_under IS NULL AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')
    ORDER BY d.id FOR UPDATE;
END $$;

CREATE FUNCTION deadline_move(subjects uuid[], to_territory text, to_owner text) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.deadline d SET version = d.version + 1, territory = to_territory, owner = coalesce(to_owner, d.owner)
    WHERE d.subject_id = ANY (subjects) AND d.filed_under IS NULL AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')
      AND (d.territory, d.owner) IS DISTINCT FROM (to_territory, coalesce(to_owner, d.owner));
END $$;

CREATE FUNCTION deadline_merge_person(merged uuid, kept uuid) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.deadline d SET version = d.version + 1, person = kept
    WHERE d.person = merged AND d.filed_under IS NULL AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED');
END $$;

CREATE FUNCTION deadline_cancel(subjects uuid[], because text, legal_now timestamptz) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  WITH ended AS (
    UPDATE public.deadline d SET state = 'CANCELLED', ended_at = legal_now, suspended_at = NULL, retry_at = NULL,
        version = d.version + 1
      WHERE d.subject_id = ANY (subjects) AND d.filed_under IS NULL AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')
      RETURNING d.id, d.due_at)
  INSERT INTO public.deadline_change (deadline_id, changed_at, changed_by, change, why, due_before, due_after)
    SELECT id, legal_now, coalesce(nullif(current_setting('kamkor.subject', true), ''), session_user), 'CANCELLED', because,
      due_at, due_at
    FROM ended;
END $$;

CREATE FUNCTION deadline_open(kind text, subject_type text, subject_id uuid, person uuid, territory text, owner text,
    binds text, regulation text, opened_at timestamptz, due_at timestamptz) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.deadline (id, kind, subject_type, subject_id, person, territory, owner, binds, regulation, opened_at,
      due_at)
    VALUES (gen_random_uuid(), kind, subject_type, subject_id, person, territory, owner, binds, regulation, opened_at, due_at)
    ON CONFLICT DO NOTHING;
  PERFORM pg_notify('kamkor_deadline', '');
END $$;

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
  EXECUTE format($sql$ALTER TABLE public.%1$I ADD CONSTRAINT deadline_of_month_ended CHECK (state IN ('MET', 'LAPSED', 'CANCELLED')),
    ADD PRIMARY KEY (id), ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY$sql$, month_table);
  EXECUTE format($sql$CREATE INDEX ON public.%1$I (subject_id, kind) WHERE state = 'LAPSED'$sql$, month_table);
  EXECUTE format($sql$CREATE INDEX ON public.%1$I (subject_id, kind) WHERE state IN ('MET', 'CANCELLED')$sql$, month_table);
  EXECUTE format('CREATE INDEX ON public.%1$I (territory, due_at, id)', month_table);
  EXECUTE format('CREATE INDEX ON public.%1$I (person) WHERE person IS NOT NULL', month_table);
  EXECUTE format('ALTER TABLE public.deadline ATTACH PARTITION public.%I FOR VALUES IN (%L)', month_table, month);
END $$;

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
END $$;

ALTER TABLE deadline ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadline FORCE ROW LEVEL SECURITY;
REVOKE ALL ON deadline FROM PUBLIC;
CREATE POLICY deadline_worker ON deadline TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY deadline_seen ON deadline FOR SELECT TO kamkor_app USING ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true)))
  OR (person = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid))
  OR subject_id = ANY ((SELECT coalesce(nullif(current_setting('kamkor.deadline_subjects', true), ''), '{}')::uuid[])::uuid[]));
CREATE POLICY deadline_opened ON deadline FOR INSERT TO kamkor_app WITH CHECK (true);
CREATE POLICY deadline_moved ON deadline FOR UPDATE TO kamkor_app USING ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true)))
  OR (person = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid))
  OR subject_id = ANY ((SELECT coalesce(nullif(current_setting('kamkor.deadline_subjects', true), ''), '{}')::uuid[])::uuid[]));
CREATE POLICY owner_moves ON deadline TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON deadline TO kamkor_app, kamkor_worker;

ALTER TABLE deadline_current ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadline_current FORCE ROW LEVEL SECURITY;
REVOKE ALL ON deadline_current FROM PUBLIC;

ALTER TABLE deadline_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadline_change FORCE ROW LEVEL SECURITY;
REVOKE ALL ON deadline_change FROM PUBLIC;
CREATE POLICY deadline_change_worker ON deadline_change TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY deadline_change_seen ON deadline_change FOR SELECT TO kamkor_app
  USING (EXISTS (SELECT FROM deadline d WHERE d.id = deadline_id));
CREATE POLICY deadline_change_made ON deadline_change FOR INSERT TO kamkor_app WITH CHECK (true);
CREATE POLICY owner_notes ON deadline_change TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON deadline_change TO kamkor_app, kamkor_worker;

ALTER TABLE outage ENABLE ROW LEVEL SECURITY;
ALTER TABLE outage FORCE ROW LEVEL SECURITY;
REVOKE ALL ON outage FROM PUBLIC;
CREATE POLICY outage_worker ON outage TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY outage_seen ON outage FOR SELECT TO kamkor_app USING (true);
GRANT SELECT ON outage TO kamkor_app;
GRANT SELECT, INSERT ON outage TO kamkor_worker;

ALTER TABLE deadline_heartbeat ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadline_heartbeat FORCE ROW LEVEL SECURITY;
REVOKE ALL ON deadline_heartbeat FROM PUBLIC;
CREATE POLICY deadline_heartbeat_worker ON deadline_heartbeat TO kamkor_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON deadline_heartbeat TO kamkor_worker;

ALTER TABLE deadline_rate ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadline_rate FORCE ROW LEVEL SECURITY;
REVOKE ALL ON deadline_rate FROM PUBLIC;
CREATE POLICY deadline_rate_worker ON deadline_rate TO kamkor_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON deadline_rate TO kamkor_worker;

REVOKE ALL ON FUNCTION deadline_due_kinds FROM PUBLIC;
GRANT EXECUTE ON FUNCTION deadline_due_kinds TO kamkor_worker;

REVOKE ALL ON FUNCTION deadline_lock FROM PUBLIC;

REVOKE ALL ON FUNCTION deadline_move FROM PUBLIC;

REVOKE ALL ON FUNCTION deadline_merge_person FROM PUBLIC;

REVOKE ALL ON FUNCTION deadline_cancel FROM PUBLIC;

REVOKE ALL ON FUNCTION deadline_open FROM PUBLIC;

REVOKE ALL ON FUNCTION deadline_make_month FROM PUBLIC;
GRANT EXECUTE ON FUNCTION deadline_make_month TO kamkor_worker;

REVOKE ALL ON FUNCTION deadline_drop_months FROM PUBLIC;
GRANT EXECUTE ON FUNCTION deadline_drop_months TO kamkor_worker;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE deadline_rate, deadline_heartbeat, outage, deadline_change, deadline_current, deadline;
DROP FUNCTION deadline_drop_months, deadline_make_month, deadline_open, deadline_cancel, deadline_merge_person, deadline_move, deadline_lock, deadline_due_kinds;`);
  }
}
