import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Made by `npm run schema -- --initial outbox` from the files in database/, and frozen with the first release. */
export class CreateOutbox1763800000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE outbox_subject (
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  version int NOT NULL,
  CONSTRAINT pk_outbox_subject PRIMARY KEY (subject_type, subject_id)
) WITH (fillfactor = 80);

CREATE TABLE outbox_event (
  id uuid NOT NULL,
  type text NOT NULL,
  type_version int NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version int NOT NULL,
  payload jsonb,
  occurred_at timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  delivered_at timestamptz(3),
  CONSTRAINT pk_outbox_event PRIMARY KEY (id, recorded_at),
  CONSTRAINT ck_outbox_event_emptied CHECK ((delivered_at IS NULL) = (payload IS NOT NULL))
) PARTITION BY RANGE (recorded_at);

CREATE TABLE outbox_delivery (
  event_id uuid NOT NULL,
  consumer text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  state text NOT NULL DEFAULT 'PENDING',
  attempts int NOT NULL DEFAULT 0,
  sent_at timestamptz(3),
  next_attempt_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT pk_outbox_delivery PRIMARY KEY (event_id, consumer),
  CONSTRAINT ck_outbox_delivery_state CHECK (state IN ('PENDING', 'SENT'))
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX ix_outbox_delivery_next ON outbox_delivery (next_attempt_at);

CREATE TABLE inbox_subject (
  producer text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  applied_version int NOT NULL,
  CONSTRAINT pk_inbox_subject PRIMARY KEY (producer, subject_type, subject_id)
) WITH (fillfactor = 80);

CREATE TABLE inbox_event (
  event_id uuid NOT NULL,
  producer text NOT NULL,
  type text NOT NULL,
  type_version int NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version int NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  payload jsonb,
  state text NOT NULL,
  error text,
  attempts int NOT NULL DEFAULT 0,
  received_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  parked_at timestamptz(3),
  CONSTRAINT pk_inbox_event PRIMARY KEY (event_id, received_at),
  CONSTRAINT ck_inbox_event_state CHECK (state IN ('EARLY', 'PARKED')),
  CONSTRAINT ck_inbox_event_parked CHECK ((state = 'PARKED') = (error IS NOT NULL AND parked_at IS NOT NULL))
) PARTITION BY RANGE (received_at);
CREATE INDEX inbox_event_of_subject ON inbox_event (producer, subject_type, subject_id, subject_version);

CREATE TABLE outbox_event_default PARTITION OF outbox_event DEFAULT;

CREATE TABLE inbox_event_default PARTITION OF inbox_event DEFAULT;

CREATE FUNCTION outbox_event_make_months(ahead int, OUT made text[], OUT moved bigint) LANGUAGE plpgsql SECURITY DEFINER
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
  PERFORM pg_advisory_xact_lock(hashtext('kamkor.months.outbox_event'));
  caught := pg_relation_size('public.outbox_event_default') > 0;
  IF caught THEN
    LOCK TABLE public.outbox_event_default IN ACCESS EXCLUSIVE MODE;
    ALTER TABLE public.outbox_event_default NO FORCE ROW LEVEL SECURITY;
    months := months || ARRAY(SELECT DISTINCT date_trunc('month', recorded_at)::date FROM public.outbox_event_default);
  END IF;
  FOR month IN SELECT DISTINCT m FROM unnest(months) m ORDER BY m LOOP
    month_table := 'outbox_event_' || to_char(month, 'YYYY_MM');
    CONTINUE WHEN to_regclass('public.' || month_table) IS NOT NULL;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.outbox_event INCLUDING DEFAULTS INCLUDING CONSTRAINTS
      INCLUDING STORAGE INCLUDING COMPRESSION) WITH (fillfactor = 85)', month_table);
    IF caught THEN
      EXECUTE format('WITH taken AS (DELETE FROM public.outbox_event_default WHERE recorded_at >= %L AND recorded_at < %L RETURNING *)
        INSERT INTO public.%I SELECT * FROM taken', month, (month + interval '1 month')::date, month_table);
      GET DIAGNOSTICS rows = ROW_COUNT;
      moved := moved + rows;
    END IF;
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', month_table);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', month_table);
    EXECUTE format('ALTER TABLE public.outbox_event ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
      month_table, month, (month + interval '1 month')::date);
    made := made || month_table;
  END LOOP;
  IF caught THEN
    TRUNCATE public.outbox_event_default;
    ALTER TABLE public.outbox_event_default FORCE ROW LEVEL SECURITY;
  END IF;
END $$;

CREATE FUNCTION outbox_event_drop_months(keep int, OUT dropped text[], OUT needed text[]) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  month_table text;
  month_from timestamptz;
  month_to timestamptz;
BEGIN
  dropped := '{}';
  needed := '{}';
  PERFORM pg_advisory_xact_lock(hashtext('kamkor.months.outbox_event'));
  FOR month_table IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.outbox_event'::regclass AND c.relname ~ '_\\d{4}_\\d{2}$' ORDER BY 1
  LOOP
    month_from := to_date(right(month_table, 7), 'YYYY_MM');
    month_to := month_from + interval '1 month';
    CONTINUE WHEN month_to > date_trunc('month', now()) - greatest(keep, 1) * interval '1 month';
    IF EXISTS (SELECT FROM public.outbox_delivery d WHERE d.recorded_at >= month_from AND d.recorded_at < month_to) THEN
      needed := needed || month_table;
      CONTINUE;
    END IF;
    EXECUTE format('DROP TABLE public.%I', month_table);
    dropped := dropped || month_table;
  END LOOP;
END $$;

CREATE FUNCTION inbox_event_make_months(ahead int, OUT made text[], OUT moved bigint) LANGUAGE plpgsql SECURITY DEFINER
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
  PERFORM pg_advisory_xact_lock(hashtext('kamkor.months.inbox_event'));
  caught := pg_relation_size('public.inbox_event_default') > 0;
  IF caught THEN
    LOCK TABLE public.inbox_event_default IN ACCESS EXCLUSIVE MODE;
    ALTER TABLE public.inbox_event_default NO FORCE ROW LEVEL SECURITY;
    months := months || ARRAY(SELECT DISTINCT date_trunc('month', received_at)::date FROM public.inbox_event_default);
  END IF;
  FOR month IN SELECT DISTINCT m FROM unnest(months) m ORDER BY m LOOP
    month_table := 'inbox_event_' || to_char(month, 'YYYY_MM');
    CONTINUE WHEN to_regclass('public.' || month_table) IS NOT NULL;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.inbox_event INCLUDING DEFAULTS INCLUDING CONSTRAINTS
      INCLUDING STORAGE INCLUDING COMPRESSION)', month_table);
    IF caught THEN
      EXECUTE format('WITH taken AS (DELETE FROM public.inbox_event_default WHERE received_at >= %L AND received_at < %L RETURNING *)
        INSERT INTO public.%I SELECT * FROM taken', month, (month + interval '1 month')::date, month_table);
      GET DIAGNOSTICS rows = ROW_COUNT;
      moved := moved + rows;
    END IF;
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', month_table);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', month_table);
    EXECUTE format('ALTER TABLE public.inbox_event ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
      month_table, month, (month + interval '1 month')::date);
    made := made || month_table;
  END LOOP;
  IF caught THEN
    TRUNCATE public.inbox_event_default;
    ALTER TABLE public.inbox_event_default FORCE ROW LEVEL SECURITY;
  END IF;
END $$;

CREATE FUNCTION inbox_event_drop_months(keep int, OUT dropped text[], OUT needed text[]) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '2s' AS $$
DECLARE
  month_table text;
  month_from timestamptz;
  month_to timestamptz;
BEGIN
  dropped := '{}';
  needed := '{}';
  PERFORM pg_advisory_xact_lock(hashtext('kamkor.months.inbox_event'));
  FOR month_table IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.inbox_event'::regclass AND c.relname ~ '_\\d{4}_\\d{2}$' ORDER BY 1
  LOOP
    month_from := to_date(right(month_table, 7), 'YYYY_MM');
    month_to := month_from + interval '1 month';
    CONTINUE WHEN month_to > date_trunc('month', now()) - greatest(keep, 1) * interval '1 month';
    IF EXISTS (SELECT FROM public.inbox_event e WHERE e.received_at >= month_from AND e.received_at < month_to) THEN
      needed := needed || month_table;
      CONTINUE;
    END IF;
    EXECUTE format('DROP TABLE public.%I', month_table);
    dropped := dropped || month_table;
  END LOOP;
END $$;

ALTER TABLE outbox_subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_subject FORCE ROW LEVEL SECURITY;
REVOKE ALL ON outbox_subject FROM PUBLIC;
CREATE POLICY outbox_subject_worker ON outbox_subject TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY count_versions ON outbox_subject TO kamkor_app USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON outbox_subject TO kamkor_app, kamkor_worker;

ALTER TABLE outbox_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_event FORCE ROW LEVEL SECURITY;
REVOKE ALL ON outbox_event FROM PUBLIC;
CREATE POLICY outbox_event_worker ON outbox_event TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY publish ON outbox_event FOR INSERT TO kamkor_app WITH CHECK (true);
GRANT INSERT ON outbox_event TO kamkor_app, kamkor_worker;
GRANT SELECT, UPDATE (payload, delivered_at) ON outbox_event TO kamkor_worker;

ALTER TABLE outbox_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_delivery FORCE ROW LEVEL SECURITY;
REVOKE ALL ON outbox_delivery FROM PUBLIC;
CREATE POLICY outbox_delivery_worker ON outbox_delivery TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY publish ON outbox_delivery FOR INSERT TO kamkor_app WITH CHECK (true);
CREATE POLICY owner_looks ON outbox_delivery FOR SELECT TO CURRENT_USER USING (true);
GRANT INSERT ON outbox_delivery TO kamkor_app, kamkor_worker;
GRANT SELECT, UPDATE, DELETE ON outbox_delivery TO kamkor_worker;

ALTER TABLE inbox_subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox_subject FORCE ROW LEVEL SECURITY;
REVOKE ALL ON inbox_subject FROM PUBLIC;
CREATE POLICY inbox_subject_worker ON inbox_subject TO kamkor_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON inbox_subject TO kamkor_worker;

ALTER TABLE inbox_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox_event FORCE ROW LEVEL SECURITY;
REVOKE ALL ON inbox_event FROM PUBLIC;
CREATE POLICY inbox_event_worker ON inbox_event TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_looks ON inbox_event FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON inbox_event TO kamkor_worker;

ALTER TABLE outbox_event_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_event_default FORCE ROW LEVEL SECURITY;
REVOKE ALL ON outbox_event_default FROM PUBLIC;

ALTER TABLE inbox_event_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox_event_default FORCE ROW LEVEL SECURITY;
REVOKE ALL ON inbox_event_default FROM PUBLIC;

REVOKE ALL ON FUNCTION outbox_event_make_months FROM PUBLIC;
GRANT EXECUTE ON FUNCTION outbox_event_make_months TO kamkor_worker;

REVOKE ALL ON FUNCTION outbox_event_drop_months FROM PUBLIC;
GRANT EXECUTE ON FUNCTION outbox_event_drop_months TO kamkor_worker;

REVOKE ALL ON FUNCTION inbox_event_make_months FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inbox_event_make_months TO kamkor_worker;

REVOKE ALL ON FUNCTION inbox_event_drop_months FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inbox_event_drop_months TO kamkor_worker;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE inbox_event_default, outbox_event_default, inbox_event, inbox_subject, outbox_delivery, outbox_event, outbox_subject;
DROP FUNCTION inbox_event_drop_months, inbox_event_make_months, outbox_event_drop_months, outbox_event_make_months;`);
  }
}
