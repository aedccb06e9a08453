import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Made by `npm run schema -- --initial trail` from the files in database/, and frozen with the first release. */
export class CreateTrail1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE SEQUENCE trail_entry_id_seq;

CREATE TABLE merged_person (
  person uuid CONSTRAINT merged_person_pk PRIMARY KEY,
  kept uuid NOT NULL,
  withheld boolean NOT NULL,
  CONSTRAINT merged_person_not_into_itself CHECK (kept <> person)
);
CREATE INDEX merged_person_by_kept ON merged_person (kept);

CREATE TABLE trail_entry (
  id bigint NOT NULL DEFAULT nextval('trail_entry_id_seq'),
  handle uuid NOT NULL DEFAULT gen_random_uuid(),
  recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  legal_at timestamptz(3) NOT NULL,
  actor text NOT NULL,
  actor_roles text[] NOT NULL,
  actor_organisation text,
  action text NOT NULL CONSTRAINT trail_entry_action CHECK (action IN ('READ', 'CHANGE')),
  operation text NOT NULL,
  purpose text NOT NULL,
  request_id text NOT NULL,
  person uuid,
  subject_type text,
  subject_id uuid,
  change text,
  rules text[] NOT NULL,
  field_groups text[] NOT NULL,
  count int NOT NULL CONSTRAINT trail_entry_count CHECK (count > 0),
  withheld_from_person boolean NOT NULL,
  CONSTRAINT trail_entry_pk PRIMARY KEY (id, recorded_at),
  CONSTRAINT trail_entry_change CHECK ((action = 'CHANGE') = (change IS NOT NULL))
) PARTITION BY RANGE (recorded_at);
CREATE INDEX trail_entry_by_person ON trail_entry (person, recorded_at, handle) WHERE person IS NOT NULL;
CREATE INDEX trail_entry_by_subject ON trail_entry (subject_id, recorded_at) WHERE subject_id IS NOT NULL;

CREATE TABLE trail_unsealed (
  entry_id bigint CONSTRAINT trail_unsealed_pk PRIMARY KEY,
  marked_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

CREATE TABLE trail_block (
  number bigint CONSTRAINT trail_block_pk PRIMARY KEY,
  previous_hash bytea NOT NULL,
  entry_ids int8multirange NOT NULL CONSTRAINT trail_block_entries CHECK (NOT isempty(entry_ids)),
  content bytea NOT NULL,
  entry_hashes bytea NOT NULL CONSTRAINT trail_block_hashes CHECK (octet_length(entry_hashes) % 32 = 0),
  hash bytea NOT NULL,
  recorded_from timestamptz(3) NOT NULL,
  recorded_to timestamptz(3) NOT NULL,
  sealed_at timestamptz(3) NOT NULL
);
ALTER TABLE trail_block ALTER COLUMN entry_hashes SET STORAGE EXTERNAL;

CREATE TABLE trail_dropped (
  month_from timestamptz(3) CONSTRAINT trail_dropped_pk PRIMARY KEY,
  month_to timestamptz(3) NOT NULL,
  dropped_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE trail_entry_default PARTITION OF trail_entry DEFAULT;

CREATE FUNCTION trail_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: the trail is append only', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

CREATE FUNCTION trail_entry_make_months(ahead int, OUT made text[], OUT moved bigint) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  months date[] := ARRAY(SELECT (date_trunc('month', now()) + n * interval '1 month')::date
    FROM generate_series(0, least(ahead, 24)) n);
  month date;
  month_table text;
  rows bigint;
  caught boolean;
BEGIN
  made := '{}';
  moved := 0;
  PERFORM pg_advisory_xact_lock(hashtext('kamkor.months.trail_entry'));
  caught := pg_relation_size('public.trail_entry_default') > 0;
  IF caught THEN
    LOCK TABLE public.trail_entry_default IN ACCESS EXCLUSIVE MODE;
    ALTER TABLE public.trail_entry_default NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE public.trail_entry_default DISABLE TRIGGER trail_entry_append_only;
    months := months || ARRAY(SELECT DISTINCT date_trunc('month', recorded_at)::date FROM public.trail_entry_default);
  END IF;
  FOR month IN SELECT DISTINCT m FROM unnest(months) m ORDER BY m LOOP
    month_table := 'trail_entry_' || to_char(month, 'YYYY_MM');
    CONTINUE WHEN to_regclass('public.' || month_table) IS NOT NULL;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.trail_entry INCLUDING DEFAULTS INCLUDING CONSTRAINTS
      INCLUDING STORAGE INCLUDING COMPRESSION)', month_table);
    IF caught THEN
      EXECUTE format('WITH taken AS (DELETE FROM public.trail_entry_default WHERE recorded_at >= %L AND recorded_at < %L RETURNING *)
        INSERT INTO public.%I SELECT * FROM taken', month, (month + interval '1 month')::date, month_table);
      GET DIAGNOSTICS rows = ROW_COUNT;
      moved := moved + rows;
    END IF;
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', month_table);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', month_table);
    EXECUTE format('ALTER TABLE public.trail_entry ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
      month_table, month, (month + interval '1 month')::date);
    EXECUTE format('CREATE TRIGGER trail_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON public.%I EXECUTE FUNCTION public.trail_refuse_change();', month_table);
    made := made || month_table;
  END LOOP;
  IF caught THEN
    TRUNCATE public.trail_entry_default;
    ALTER TABLE public.trail_entry_default FORCE ROW LEVEL SECURITY;
    ALTER TABLE public.trail_entry_default ENABLE TRIGGER trail_entry_append_only;
  END IF;
END $$;

CREATE FUNCTION trail_entry_drop_months(keep int, OUT dropped text[], OUT needed text[]) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  month_table text;
  month_from timestamptz;
  month_to timestamptz;
BEGIN
  dropped := '{}';
  needed := '{}';
  PERFORM pg_advisory_xact_lock(hashtext('kamkor.months.trail_entry'));
  FOR month_table IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.trail_entry'::regclass AND c.relname ~ '_\\d{4}_\\d{2}$' ORDER BY 1
  LOOP
    month_from := to_date(right(month_table, 7), 'YYYY_MM');
    month_to := month_from + interval '1 month';
    CONTINUE WHEN month_to > date_trunc('month', now()) - greatest(keep, 12) * interval '1 month';
    INSERT INTO public.trail_dropped (month_from, month_to) VALUES (month_from, month_to)
    ON CONFLICT DO NOTHING;
    EXECUTE format('DROP TABLE public.%I', month_table);
    dropped := dropped || month_table;
  END LOOP;
END $$;

CREATE FUNCTION trail_log(persons uuid[], before timestamptz, before_handle uuid, at_most int) RETURNS SETOF trail_entry
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  since timestamptz := (SELECT CASE WHEN bool_and(substr(p::text, 15, 1) = '7')
    THEN to_timestamp(min(('x' || substr(replace(p::text, '-', ''), 1, 12))::bit(48)::bigint) / 1000.0) - interval '1 day'
    ELSE '-infinity' END FROM unnest(persons) p);
  upto timestamptz := before;
  down_to timestamptz;
  wanted int := at_most;
  found_rows int;
BEGIN
  FOR step IN 1..3 LOOP
    down_to := greatest(since, CASE step
      WHEN 1 THEN date_trunc('month', least(before, now())) - interval '1 month'
      WHEN 2 THEN date_trunc('month', least(before, now())) - interval '11 months'
      ELSE '-infinity' END);
    RETURN QUERY SELECT * FROM public.trail_entry e
      WHERE e.person = ANY (persons) AND NOT e.withheld_from_person AND (e.recorded_at, e.handle) < (before, before_handle)
        AND e.recorded_at >= down_to AND e.recorded_at <= upto
      ORDER BY e.recorded_at DESC, e.handle DESC LIMIT wanted;
    GET DIAGNOSTICS found_rows = ROW_COUNT;
    wanted := wanted - found_rows;
    EXIT WHEN wanted <= 0 OR down_to <= since;
    upto := down_to - interval '1 millisecond';
  END LOOP;
END $$;

CREATE FUNCTION trail_log_count(persons uuid[]) RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  since timestamptz := (SELECT CASE WHEN bool_and(substr(p::text, 15, 1) = '7')
    THEN to_timestamp(min(('x' || substr(replace(p::text, '-', ''), 1, 12))::bit(48)::bigint) / 1000.0) - interval '1 day'
    ELSE '-infinity' END FROM unnest(persons) p);
BEGIN
  RETURN (SELECT count(*) FROM public.trail_entry e
    WHERE e.person = ANY (persons) AND NOT e.withheld_from_person AND e.recorded_at >= since);
END $$;

ALTER TABLE merged_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE merged_person FORCE ROW LEVEL SECURITY;
REVOKE ALL ON merged_person FROM PUBLIC;
CREATE POLICY merged_person_worker ON merged_person TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY kept_sees ON merged_person FOR SELECT TO kamkor_app USING (kept = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid));
CREATE POLICY auditor_sees ON merged_person FOR SELECT TO kamkor_app USING ((SELECT current_setting('kamkor.roles', true) ~ ',(auditor),'));
GRANT SELECT ON merged_person TO kamkor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON merged_person TO kamkor_worker;

ALTER TABLE trail_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE trail_entry FORCE ROW LEVEL SECURITY;
REVOKE ALL ON trail_entry FROM PUBLIC;
CREATE TRIGGER trail_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trail_entry EXECUTE FUNCTION trail_refuse_change();
CREATE POLICY writes_in_own_name ON trail_entry FOR INSERT TO kamkor_app, kamkor_worker
  WITH CHECK (actor = (SELECT current_setting('kamkor.subject', true)));
CREATE POLICY person_sees_own ON trail_entry FOR SELECT TO kamkor_app
  USING (person = ANY ((SELECT ARRAY(SELECT (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) UNION ALL SELECT m.person FROM merged_person m WHERE m.kept = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid)))::uuid[]) AND NOT withheld_from_person AND NOT (action = 'READ' AND actor_roles && ARRAY['guardianship']));
CREATE POLICY auditor_sees_all ON trail_entry FOR SELECT TO kamkor_app USING ((SELECT current_setting('kamkor.roles', true) ~ ',(auditor),'));
CREATE POLICY worker_sees_all ON trail_entry FOR SELECT TO kamkor_worker USING (true);
GRANT SELECT ON trail_entry TO kamkor_app, kamkor_worker;
GRANT INSERT (id, legal_at, actor, actor_roles, actor_organisation, action, operation, purpose, request_id, person,
  subject_type, subject_id, change, rules, field_groups, count, withheld_from_person) ON trail_entry TO kamkor_app, kamkor_worker;

ALTER TABLE trail_unsealed ENABLE ROW LEVEL SECURITY;
ALTER TABLE trail_unsealed FORCE ROW LEVEL SECURITY;
REVOKE ALL ON trail_unsealed FROM PUBLIC;
CREATE POLICY trail_unsealed_worker ON trail_unsealed TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY marks ON trail_unsealed FOR INSERT TO kamkor_app WITH CHECK (true);
GRANT INSERT (entry_id) ON trail_unsealed TO kamkor_app, kamkor_worker;
GRANT SELECT, DELETE ON trail_unsealed TO kamkor_worker;

ALTER TABLE trail_block ENABLE ROW LEVEL SECURITY;
ALTER TABLE trail_block FORCE ROW LEVEL SECURITY;
REVOKE ALL ON trail_block FROM PUBLIC;
CREATE POLICY trail_block_worker ON trail_block TO kamkor_worker USING (true) WITH CHECK (true);
CREATE TRIGGER trail_block_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trail_block
  EXECUTE FUNCTION trail_refuse_change();
GRANT SELECT, INSERT ON trail_block TO kamkor_worker;

ALTER TABLE trail_dropped ENABLE ROW LEVEL SECURITY;
ALTER TABLE trail_dropped FORCE ROW LEVEL SECURITY;
REVOKE ALL ON trail_dropped FROM PUBLIC;
CREATE POLICY trail_dropped_worker ON trail_dropped TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_drops ON trail_dropped TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT ON trail_dropped TO kamkor_worker;

ALTER TABLE trail_entry_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE trail_entry_default FORCE ROW LEVEL SECURITY;
REVOKE ALL ON trail_entry_default FROM PUBLIC;
CREATE TRIGGER trail_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON trail_entry_default EXECUTE FUNCTION trail_refuse_change();

REVOKE ALL ON FUNCTION trail_refuse_change FROM PUBLIC;

REVOKE ALL ON FUNCTION trail_entry_make_months FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trail_entry_make_months TO kamkor_worker;

REVOKE ALL ON FUNCTION trail_entry_drop_months FROM PUBLIC;

REVOKE ALL ON FUNCTION trail_log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trail_log TO kamkor_app, kamkor_worker;

REVOKE ALL ON FUNCTION trail_log_count FROM PUBLIC;
GRANT EXECUTE ON FUNCTION trail_log_count TO kamkor_app, kamkor_worker;

GRANT USAGE ON SEQUENCE trail_entry_id_seq TO kamkor_app, kamkor_worker;`);
  }

  async down(): Promise<void> {
    throw new Error('a trail is never dropped by a migration: it is evidence');
  }
}
