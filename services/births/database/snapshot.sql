-- public
CREATE SCHEMA public;
GRANT USAGE ON SCHEMA public TO PUBLIC;

CREATE TYPE territory_range AS RANGE (subtype = text, collation = "C");

-- birth_notification
CREATE TABLE birth_notification (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  facility text COLLATE "C",
  reporter text,
  record_keeper text NOT NULL GENERATED ALWAYS AS (COALESCE('F:'::text || facility, 'R:'::text || reporter)) STORED,
  facility_record_number text NOT NULL,
  duplicate_of uuid,
  born_at timestamp(3) with time zone NOT NULL,
  birth_date date NOT NULL,
  place_of_birth text NOT NULL,
  birth_territory text COLLATE "C",
  sex text NOT NULL,
  weight_grams integer,
  live boolean NOT NULL,
  plurality integer,
  birth_order integer,
  delivery_id text,
  attendant text,
  informant_phone text,
  mother_identity text NOT NULL,
  mother_pin text,
  mother_family_name text,
  mother_given_name text,
  mother_name_key text COLLATE "C",
  mother_birth_date date,
  mother_address text,
  mother_territory text COLLATE "C",
  father_identity text,
  father_pin text,
  father_family_name text,
  father_given_name text,
  father_birth_date date,
  care_status text NOT NULL,
  territory text COLLATE "C" NOT NULL,
  territory_source text NOT NULL,
  registry_state text NOT NULL DEFAULT 'PENDING'::text,
  child_person uuid,
  mother_person uuid,
  notified_at timestamp(3) with time zone NOT NULL,
  died_on date,
  death_stated_at timestamp(3) with time zone,
  CONSTRAINT birth_notification_attendant CHECK (attendant = ANY (ARRAY['DOCTOR'::text, 'MIDWIFE'::text, 'FELDSHER'::text, 'OTHER'::text, 'NOBODY'::text])),
  CONSTRAINT birth_notification_care CHECK (care_status = ANY (ARRAY['WITH_PARENTS'::text, 'RELINQUISHED'::text, 'ABANDONED'::text, 'IN_CARE'::text])),
  CONSTRAINT birth_notification_child CHECK ((child_person IS NOT NULL) = (registry_state = ANY (ARRAY['MATCHED'::text, 'CREATED'::text]))),
  CONSTRAINT birth_notification_duplicate_of FOREIGN KEY (duplicate_of) REFERENCES birth_notification(id),
  CONSTRAINT birth_notification_father CHECK (father_identity = ANY (ARRAY['PIN'::text, 'NAMED'::text, 'UNKNOWN'::text])),
  CONSTRAINT birth_notification_mother CHECK (mother_identity = ANY (ARRAY['PIN'::text, 'NAMED'::text, 'UNKNOWN'::text])),
  CONSTRAINT birth_notification_not_of_itself CHECK (duplicate_of <> id),
  CONSTRAINT birth_notification_order CHECK (birth_order IS NULL OR plurality IS NULL OR birth_order <= plurality),
  CONSTRAINT birth_notification_pk PRIMARY KEY (id),
  CONSTRAINT birth_notification_record UNIQUE (record_keeper, facility_record_number),
  CONSTRAINT birth_notification_registry_state CHECK (registry_state = ANY (ARRAY['PENDING'::text, 'MATCHED'::text, 'CREATED'::text, 'NOT_IDENTIFIED'::text])),
  CONSTRAINT birth_notification_sex CHECK (sex = ANY (ARRAY['FEMALE'::text, 'MALE'::text, 'UNDETERMINED'::text])),
  CONSTRAINT birth_notification_territory_source CHECK (territory_source = ANY (ARRAY['MOTHER'::text, 'FACILITY'::text, 'PLACE_OF_BIRTH'::text, 'FACILITY_IN_MOTHERS_AREA'::text, 'PLACE_OF_BIRTH_IN_MOTHERS_AREA'::text, 'MOTHERS_AREA'::text, 'HANDED_OVER'::text]))
);
CREATE INDEX birth_notification_duplicates ON birth_notification USING btree (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX birth_notification_in_order ON birth_notification USING btree (notified_at, id);
CREATE INDEX birth_notification_of_child ON birth_notification USING btree (child_person) WHERE child_person IS NOT NULL;
CREATE INDEX birth_notification_of_facility ON birth_notification USING btree (facility, notified_at, id);
CREATE INDEX birth_notification_of_mother ON birth_notification USING btree (mother_person) WHERE mother_person IS NOT NULL;
CREATE INDEX birth_notification_of_mother_name ON birth_notification USING btree (mother_name_key) WHERE mother_name_key IS NOT NULL;
CREATE INDEX birth_notification_of_record_number ON birth_notification USING btree (facility_record_number);
CREATE INDEX birth_notification_of_reporter ON birth_notification USING btree (reporter) WHERE reporter IS NOT NULL;
CREATE INDEX birth_notification_of_territory ON birth_notification USING btree (territory, notified_at, id);
ALTER TABLE birth_notification ENABLE ROW LEVEL SECURITY;
ALTER TABLE birth_notification FORCE ROW LEVEL SECURITY;
CREATE POLICY birth_notification_worker ON birth_notification TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY completed_by_keeper ON birth_notification FOR UPDATE TO kamkor_app
  USING (reporter IS NULL AND (facility = ANY ((( SELECT COALESCE(NULLIF(current_setting('kamkor.facilities'::text, true), ''::text), '{}'::text)::text[] AS "coalesce"))::text[])) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(hospital|health-exchange),'::text) OR facility IS NULL AND reporter = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(community-reporter),'::text))
  WITH CHECK (reporter IS NULL AND (facility = ANY ((( SELECT COALESCE(NULLIF(current_setting('kamkor.facilities'::text, true), ''::text), '{}'::text)::text[] AS "coalesce"))::text[])) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(hospital|health-exchange),'::text) OR facility IS NULL AND reporter = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(community-reporter),'::text));
CREATE POLICY duplicate_is_no_second_child ON birth_notification AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (duplicate_of IS NULL OR NOT ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(citizen),'::text));
CREATE POLICY notification_of_facility ON birth_notification FOR SELECT TO kamkor_app
  USING ((facility = ANY ((( SELECT COALESCE(NULLIF(current_setting('kamkor.facilities'::text, true), ''::text), '{}'::text)::text[] AS "coalesce"))::text[])) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(hospital|health-exchange),'::text));
CREATE POLICY notification_of_mother ON birth_notification FOR SELECT TO kamkor_app
  USING (mother_person = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) AND care_status = 'WITH_PARENTS'::text);
CREATE POLICY notification_of_reporter ON birth_notification FOR SELECT TO kamkor_app
  USING (reporter = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(community-reporter),'::text));
CREATE POLICY notification_of_territory ON birth_notification FOR SELECT TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) OR live AND (care_status = 'WITH_PARENTS'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR (care_status = ANY (ARRAY['RELINQUISHED'::text, 'ABANDONED'::text, 'IN_CARE'::text])) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text))));
CREATE POLICY notified_by_facility ON birth_notification FOR INSERT TO kamkor_app
  WITH CHECK (reporter IS NULL AND (facility = ANY ((( SELECT COALESCE(NULLIF(current_setting('kamkor.facilities'::text, true), ''::text), '{}'::text)::text[] AS "coalesce"))::text[])) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(hospital|health-exchange),'::text));
CREATE POLICY notified_by_reporter ON birth_notification FOR INSERT TO kamkor_app
  WITH CHECK (facility IS NULL AND reporter = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(community-reporter),'::text) AND birth_territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND birth_territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)));
CREATE POLICY owner_follows ON birth_notification TO <owner>
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT, UPDATE (attendant, birth_order, delivery_id, father_birth_date, father_family_name, father_given_name, father_identity, father_pin, informant_phone, mother_address, mother_birth_date, mother_family_name, mother_given_name, mother_identity, mother_name_key, mother_pin, mother_territory, plurality, territory, territory_source, version, weight_grams) ON birth_notification TO kamkor_app;
GRANT SELECT, UPDATE (child_person, death_stated_at, died_on, duplicate_of, mother_person, registry_state, version) ON birth_notification TO kamkor_worker;

-- child_statement
CREATE TABLE child_statement (
  id uuid NOT NULL,
  notification_id uuid NOT NULL,
  child_person uuid,
  territory text COLLATE "C" NOT NULL,
  care_status text,
  died_on date,
  stated_at timestamp(3) with time zone NOT NULL,
  stated_by text NOT NULL,
  CONSTRAINT child_statement_care CHECK (care_status = ANY (ARRAY['WITH_PARENTS'::text, 'RELINQUISHED'::text, 'ABANDONED'::text, 'IN_CARE'::text])),
  CONSTRAINT child_statement_pk PRIMARY KEY (id)
);
CREATE INDEX child_statement_of_notification ON child_statement USING btree (notification_id, stated_at);
ALTER TABLE child_statement ENABLE ROW LEVEL SECURITY;
ALTER TABLE child_statement FORCE ROW LEVEL SECURITY;
CREATE POLICY child_statement_worker ON child_statement TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY stated_by_caller ON child_statement TO kamkor_app
  USING (stated_by = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")))
  WITH CHECK (stated_by = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")));
CREATE POLICY statement_of_guardianship ON child_statement FOR SELECT TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text));
GRANT INSERT, SELECT ON child_statement TO kamkor_app;
GRANT SELECT ON child_statement TO kamkor_worker;

-- deadline
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
  opened_at timestamp(3) with time zone NOT NULL,
  due_at timestamp(3) with time zone NOT NULL,
  outer_limit timestamp(3) with time zone,
  state text NOT NULL DEFAULT 'PENDING'::text,
  suspended_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  fact_at timestamp(3) with time zone,
  learnt_late boolean NOT NULL DEFAULT false,
  error text,
  attempts integer NOT NULL DEFAULT 0,
  retry_at timestamp(3) with time zone,
  version integer NOT NULL DEFAULT 1,
  filed_under date,
  CONSTRAINT deadline_binds_known CHECK (binds = ANY (ARRAY['STATE'::text, 'PERSON'::text])),
  CONSTRAINT deadline_ended CHECK ((ended_at IS NOT NULL) = (state = ANY (ARRAY['MET'::text, 'LAPSED'::text, 'CANCELLED'::text]))),
  CONSTRAINT deadline_filed CHECK (filed_under IS NULL OR (state = ANY (ARRAY['MET'::text, 'LAPSED'::text, 'CANCELLED'::text]))),
  CONSTRAINT deadline_parked CHECK ((retry_at IS NOT NULL) = (state = 'PARKED'::text)),
  CONSTRAINT deadline_state_known CHECK (state = ANY (ARRAY['PENDING'::text, 'SUSPENDED'::text, 'MET'::text, 'LAPSED'::text, 'CANCELLED'::text, 'PARKED'::text])),
  CONSTRAINT deadline_suspended CHECK ((suspended_at IS NOT NULL) = (state = 'SUSPENDED'::text)),
  CONSTRAINT deadline_within_limit CHECK (outer_limit IS NULL OR due_at <= outer_limit)
) PARTITION BY LIST (filed_under);
ALTER TABLE deadline ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadline FORCE ROW LEVEL SECURITY;
CREATE POLICY deadline_moved ON deadline FOR UPDATE TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) OR person = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) OR (subject_id = ANY ((( SELECT COALESCE(NULLIF(current_setting('kamkor.deadline_subjects'::text, true), ''::text), '{}'::text)::uuid[] AS "coalesce"))::uuid[])));
CREATE POLICY deadline_moved_in_protection ON deadline AS RESTRICTIVE FOR UPDATE TO kamkor_app
  USING (kind <> 'SAFETY_CONCERN'::text OR territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) AND territory >= lower(( SELECT range_agg(territory_range(p.territory, p.territory || '.'::text)) AS range_agg
   FROM protection_worker p
  WHERE p.subject = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND p.state = 'NAMED'::text)) AND territory < upper(( SELECT range_agg(territory_range(p.territory, p.territory || '.'::text)) AS range_agg
   FROM protection_worker p
  WHERE p.subject = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND p.state = 'NAMED'::text)) AND territory <@ (( SELECT range_agg(territory_range(p.territory, p.territory || '.'::text)) AS range_agg
   FROM protection_worker p
  WHERE p.subject = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND p.state = 'NAMED'::text)));
CREATE POLICY deadline_of_own_body ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (kind = 'CERTIFICATE_APPLICATION'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) OR owner = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR owner = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) OR (subject_id = ANY ((( SELECT COALESCE(NULLIF(current_setting('kamkor.deadline_subjects'::text, true), ''::text), '{}'::text)::uuid[] AS "coalesce"))::uuid[])));
CREATE POLICY deadline_of_protection ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (kind <> 'SAFETY_CONCERN'::text OR territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) AND territory >= lower(( SELECT range_agg(territory_range(p.territory, p.territory || '.'::text)) AS range_agg
   FROM protection_worker p
  WHERE p.subject = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND p.state = 'NAMED'::text)) AND territory < upper(( SELECT range_agg(territory_range(p.territory, p.territory || '.'::text)) AS range_agg
   FROM protection_worker p
  WHERE p.subject = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND p.state = 'NAMED'::text)) AND territory <@ (( SELECT range_agg(territory_range(p.territory, p.territory || '.'::text)) AS range_agg
   FROM protection_worker p
  WHERE p.subject = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND p.state = 'NAMED'::text)));
CREATE POLICY deadline_opened ON deadline FOR INSERT TO kamkor_app
  WITH CHECK (true);
CREATE POLICY deadline_seen ON deadline FOR SELECT TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) OR person = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) OR (subject_id = ANY ((( SELECT COALESCE(NULLIF(current_setting('kamkor.deadline_subjects'::text, true), ''::text), '{}'::text)::uuid[] AS "coalesce"))::uuid[])));
CREATE POLICY deadline_worker ON deadline TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY owner_moves ON deadline TO <owner>
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT, UPDATE ON deadline TO kamkor_app;
GRANT INSERT, SELECT, UPDATE ON deadline TO kamkor_worker;

-- deadline_change
CREATE TABLE deadline_change (
  deadline_id uuid NOT NULL,
  changed_at timestamp(3) with time zone NOT NULL,
  changed_by text NOT NULL,
  change text NOT NULL,
  why text NOT NULL,
  due_before timestamp(3) with time zone NOT NULL,
  due_after timestamp(3) with time zone NOT NULL,
  CONSTRAINT deadline_change_known CHECK (change = ANY (ARRAY['CANCELLED'::text, 'EXTENDED'::text, 'SUSPENDED'::text, 'RESUMED'::text, 'OUTAGE'::text]))
);
CREATE INDEX deadline_change_of ON deadline_change USING btree (deadline_id, changed_at);
ALTER TABLE deadline_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadline_change FORCE ROW LEVEL SECURITY;
CREATE POLICY deadline_change_made ON deadline_change FOR INSERT TO kamkor_app
  WITH CHECK (true);
CREATE POLICY deadline_change_seen ON deadline_change FOR SELECT TO kamkor_app
  USING ((EXISTS ( SELECT
   FROM deadline d
  WHERE d.id = deadline_change.deadline_id)));
CREATE POLICY deadline_change_worker ON deadline_change TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY owner_notes ON deadline_change TO <owner>
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT ON deadline_change TO kamkor_app;
GRANT INSERT, SELECT ON deadline_change TO kamkor_worker;

-- deadline_current
CREATE TABLE deadline_current PARTITION OF deadline (
  CONSTRAINT deadline_current_pkey PRIMARY KEY (id)
) FOR VALUES IN (NULL) WITH (autovacuum_analyze_scale_factor=0.02, autovacuum_vacuum_scale_factor=0.02, fillfactor=90);
CREATE INDEX deadline_binding_person ON deadline_current USING btree (due_at) WHERE binds = 'PERSON'::text AND state = 'PENDING'::text;
CREATE INDEX deadline_due ON deadline_current USING btree (kind, due_at) WHERE state = 'PENDING'::text;
CREATE INDEX deadline_ended ON deadline_current USING btree (subject_id, kind) WHERE state = ANY (ARRAY['MET'::text, 'CANCELLED'::text]);
CREATE INDEX deadline_lapsed ON deadline_current USING btree (subject_id, kind) WHERE state = 'LAPSED'::text;
CREATE INDEX deadline_of_person ON deadline_current USING btree (person) WHERE person IS NOT NULL AND (state = ANY (ARRAY['PENDING'::text, 'SUSPENDED'::text, 'PARKED'::text]));
CREATE INDEX deadline_of_territory ON deadline_current USING btree (territory, due_at, id) WHERE state = ANY (ARRAY['PENDING'::text, 'SUSPENDED'::text, 'PARKED'::text]);
CREATE UNIQUE INDEX deadline_one_open ON deadline_current USING btree (subject_id, kind) WHERE state = ANY (ARRAY['PENDING'::text, 'SUSPENDED'::text, 'PARKED'::text]);
CREATE INDEX deadline_outer_limit ON deadline_current USING btree (outer_limit) WHERE state = 'SUSPENDED'::text;
CREATE INDEX deadline_parked_retry ON deadline_current USING btree (retry_at) WHERE state = 'PARKED'::text;
CREATE INDEX deadline_soonest ON deadline_current USING btree (due_at, id) WHERE state = 'PENDING'::text;
CREATE INDEX deadline_to_file ON deadline_current USING btree (ended_at) WHERE state = ANY (ARRAY['MET'::text, 'LAPSED'::text, 'CANCELLED'::text]);
ALTER TABLE deadline_current ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadline_current FORCE ROW LEVEL SECURITY;

-- deadline_heartbeat
CREATE TABLE deadline_heartbeat (
  only_one boolean NOT NULL DEFAULT true,
  beat_at timestamp(3) with time zone NOT NULL,
  legal_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT deadline_heartbeat_pkey PRIMARY KEY (only_one),
  CONSTRAINT deadline_heartbeat_single CHECK (only_one)
) WITH (fillfactor=10);
ALTER TABLE deadline_heartbeat ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadline_heartbeat FORCE ROW LEVEL SECURITY;
CREATE POLICY deadline_heartbeat_worker ON deadline_heartbeat TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT, UPDATE ON deadline_heartbeat TO kamkor_worker;

-- deadline_rate
CREATE TABLE deadline_rate (
  kind text NOT NULL,
  tokens double precision NOT NULL,
  filled_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT deadline_rate_pkey PRIMARY KEY (kind)
) WITH (fillfactor=10);
ALTER TABLE deadline_rate ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadline_rate FORCE ROW LEVEL SECURITY;
CREATE POLICY deadline_rate_worker ON deadline_rate TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT, UPDATE ON deadline_rate TO kamkor_worker;

-- documentation_watch
CREATE TABLE documentation_watch (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  notification_id uuid NOT NULL,
  sibling_id uuid,
  sibling_of uuid,
  duplicate_of uuid,
  child_person uuid,
  mother_person uuid,
  given_name text,
  care_status text NOT NULL,
  responsible text NOT NULL,
  territory text COLLATE "C" NOT NULL,
  territory_source text NOT NULL,
  birth_date date NOT NULL,
  birth_date_approximate boolean NOT NULL DEFAULT false,
  born_at timestamp(3) with time zone NOT NULL,
  due_at timestamp(3) with time zone NOT NULL,
  state text NOT NULL DEFAULT 'AWAITING_APPLICATION'::text,
  urgency integer NOT NULL GENERATED ALWAYS AS (
CASE state
    WHEN 'OVERDUE'::text THEN 0
    WHEN 'AWAITING_APPLICATION'::text THEN 1
    WHEN 'APPLIED'::text THEN 2
    WHEN 'DOCUMENTED'::text THEN 3
    WHEN 'CANCELLED'::text THEN 3
    ELSE NULL::integer
END) STORED,
  cancellation text,
  was_overdue boolean NOT NULL DEFAULT false,
  overdue_noticed_at timestamp(3) with time zone,
  learnt_late boolean NOT NULL DEFAULT false,
  applied_at timestamp(3) with time zone,
  registered_at timestamp(3) with time zone,
  documented_at timestamp(3) with time zone,
  waits_since timestamp(3) with time zone,
  released_at timestamp(3) with time zone,
  awaits_release boolean NOT NULL GENERATED ALWAYS AS (state = 'OVERDUE'::text AND responsible = 'SOCIAL_UNIT'::text AND waits_since IS NOT NULL) STORED,
  release_rank integer NOT NULL GENERATED ALWAYS AS ('2200-01-01'::date - birth_date) STORED,
  CONSTRAINT documentation_watch_cancellation CHECK (cancellation = ANY (ARRAY['CHILD_DIED'::text, 'DUPLICATE'::text])),
  CONSTRAINT documentation_watch_care CHECK (care_status = ANY (ARRAY['WITH_PARENTS'::text, 'RELINQUISHED'::text, 'ABANDONED'::text, 'IN_CARE'::text])),
  CONSTRAINT documentation_watch_documented CHECK ((state = 'DOCUMENTED'::text) = (documented_at IS NOT NULL)),
  CONSTRAINT documentation_watch_duplicate_of FOREIGN KEY (duplicate_of) REFERENCES documentation_watch(id),
  CONSTRAINT documentation_watch_of_family CHECK ((sibling_of IS NULL) = (sibling_id IS NULL)),
  CONSTRAINT documentation_watch_of_sibling CHECK (sibling_id = notification_id),
  CONSTRAINT documentation_watch_one_of_notification UNIQUE (notification_id),
  CONSTRAINT documentation_watch_pk PRIMARY KEY (id),
  CONSTRAINT documentation_watch_responsible CHECK (responsible =
CASE care_status
    WHEN 'WITH_PARENTS'::text THEN 'SOCIAL_UNIT'::text
    WHEN 'RELINQUISHED'::text THEN 'GUARDIANSHIP'::text
    WHEN 'ABANDONED'::text THEN 'GUARDIANSHIP'::text
    WHEN 'IN_CARE'::text THEN 'GUARDIANSHIP'::text
    ELSE NULL::text
END),
  CONSTRAINT documentation_watch_sibling FOREIGN KEY (sibling_id) REFERENCES undocumented_sibling(id),
  CONSTRAINT documentation_watch_state CHECK (state = ANY (ARRAY['AWAITING_APPLICATION'::text, 'APPLIED'::text, 'OVERDUE'::text, 'DOCUMENTED'::text, 'CANCELLED'::text]))
);
CREATE INDEX documentation_watch_awaits_release ON documentation_watch USING btree (territory, release_rank, id) WHERE awaits_release;
CREATE INDEX documentation_watch_duplicates ON documentation_watch USING btree (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX documentation_watch_in_order ON documentation_watch USING btree (urgency, due_at, id);
CREATE INDEX documentation_watch_of_child ON documentation_watch USING btree (child_person) WHERE child_person IS NOT NULL;
CREATE INDEX documentation_watch_of_family ON documentation_watch USING btree (sibling_of) WHERE sibling_of IS NOT NULL;
CREATE INDEX documentation_watch_of_mother ON documentation_watch USING btree (mother_person) WHERE mother_person IS NOT NULL;
CREATE INDEX documentation_watch_of_territory ON documentation_watch USING btree (territory, state, was_overdue);
CREATE INDEX documentation_watch_released ON documentation_watch USING btree (territory) WHERE released_at IS NOT NULL;
CREATE TRIGGER waiting_watch_moved AFTER UPDATE OF territory, responsible ON documentation_watch FOR EACH ROW WHEN (old.awaits_release AND new.state = 'OVERDUE'::text AND new.waits_since IS NOT NULL AND (new.territory IS DISTINCT FROM old.territory OR new.responsible IS DISTINCT FROM old.responsible)) EXECUTE FUNCTION check_waiting_watch();
ALTER TABLE documentation_watch ENABLE ROW LEVEL SECURITY;
ALTER TABLE documentation_watch FORCE ROW LEVEL SECURITY;
CREATE POLICY documentation_watch_worker ON documentation_watch TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY duplicate_is_no_second_child ON documentation_watch AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (duplicate_of IS NULL OR NOT ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(citizen),'::text));
CREATE POLICY owner_follows ON documentation_watch TO <owner>
  USING (true)
  WITH CHECK (true);
CREATE POLICY watch_of_mother ON documentation_watch FOR SELECT TO kamkor_app
  USING (mother_person = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) AND care_status = 'WITH_PARENTS'::text);
CREATE POLICY watch_of_own_notification ON documentation_watch FOR INSERT TO kamkor_app
  WITH CHECK ((EXISTS ( SELECT
   FROM birth_notification n
  WHERE n.id = documentation_watch.notification_id AND n.live AND n.territory = documentation_watch.territory AND n.care_status = documentation_watch.care_status AND n.birth_date = documentation_watch.birth_date)));
CREATE POLICY watch_of_sibling ON documentation_watch FOR INSERT TO kamkor_app
  WITH CHECK (sibling_id IS NOT NULL AND noted_by_caller(sibling_id, sibling_of, territory, responsible, birth_date));
CREATE POLICY watch_of_territory ON documentation_watch FOR SELECT TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) OR responsible = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR responsible = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text)));
CREATE POLICY watch_released ON documentation_watch FOR UPDATE TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-supervisor),'::text) AND state = 'OVERDUE'::text AND responsible = 'SOCIAL_UNIT'::text)
  WITH CHECK (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-supervisor),'::text) AND state = 'OVERDUE'::text AND responsible = 'SOCIAL_UNIT'::text);
GRANT INSERT, SELECT, UPDATE (released_at, version, waits_since) ON documentation_watch TO kamkor_app;
GRANT SELECT, UPDATE ON documentation_watch TO kamkor_worker;

-- duplicate_candidate
CREATE TABLE duplicate_candidate (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  one uuid NOT NULL,
  other uuid NOT NULL,
  territory_one text COLLATE "C" NOT NULL,
  territory_other text COLLATE "C" NOT NULL,
  score integer NOT NULL,
  reasons text[] NOT NULL,
  state text NOT NULL DEFAULT 'OPEN'::text,
  urgency integer NOT NULL GENERATED ALWAYS AS (
CASE state
    WHEN 'OPEN'::text THEN 100 - score
    ELSE 1000
END) STORED,
  found_at timestamp(3) with time zone NOT NULL,
  superseded boolean NOT NULL DEFAULT false,
  kept uuid,
  decided_at timestamp(3) with time zone,
  decided_by text,
  grounds text,
  undone_at timestamp(3) with time zone,
  undone_by text,
  undo_reason text,
  settled_kept uuid,
  moved_tasks uuid[] NOT NULL DEFAULT '{}'::uuid[],
  CONSTRAINT duplicate_candidate_decided CHECK ((state = 'OPEN'::text) = (decided_at IS NULL) AND (state = 'OPEN'::text) = (decided_by IS NULL) AND (state = 'OPEN'::text) = (grounds IS NULL)),
  CONSTRAINT duplicate_candidate_kept CHECK ((state = 'SAME'::text) = (kept IS NOT NULL) AND (kept = one OR kept = other)),
  CONSTRAINT duplicate_candidate_one FOREIGN KEY (one) REFERENCES birth_notification(id),
  CONSTRAINT duplicate_candidate_ordered CHECK (one < other),
  CONSTRAINT duplicate_candidate_other FOREIGN KEY (other) REFERENCES birth_notification(id),
  CONSTRAINT duplicate_candidate_pair UNIQUE (one, other),
  CONSTRAINT duplicate_candidate_pk PRIMARY KEY (id),
  CONSTRAINT duplicate_candidate_score CHECK (score >= 0 AND score <= 100),
  CONSTRAINT duplicate_candidate_state CHECK (state = ANY (ARRAY['OPEN'::text, 'SAME'::text, 'DIFFERENT'::text]))
);
CREATE INDEX duplicate_candidate_in_order ON duplicate_candidate USING btree (urgency, found_at, id);
CREATE INDEX duplicate_candidate_of_other ON duplicate_candidate USING btree (other);
CREATE INDEX duplicate_candidate_of_other_territory ON duplicate_candidate USING btree (territory_other, urgency);
CREATE INDEX duplicate_candidate_of_territory ON duplicate_candidate USING btree (territory_one, urgency);
ALTER TABLE duplicate_candidate ENABLE ROW LEVEL SECURITY;
ALTER TABLE duplicate_candidate FORCE ROW LEVEL SECURITY;
CREATE POLICY decided_is_kept ON duplicate_candidate AS RESTRICTIVE FOR DELETE TO kamkor_worker
  USING (state = 'OPEN'::text AND undone_at IS NULL AND settled_kept IS NULL);
CREATE POLICY duplicate_candidate_worker ON duplicate_candidate TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY pair_decided ON duplicate_candidate FOR UPDATE TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND territory_one >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory_one < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND territory_other >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory_other < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)))
  WITH CHECK (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND territory_one >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory_one < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND territory_other >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory_other < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)));
CREATE POLICY pair_of_territory ON duplicate_candidate FOR SELECT TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND (territory_one >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory_one < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) OR territory_other >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory_other < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting))));
GRANT SELECT, UPDATE (decided_at, decided_by, grounds, kept, state, undo_reason, undone_at, undone_by, version) ON duplicate_candidate TO kamkor_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON duplicate_candidate TO kamkor_worker;

-- duplicate_key
CREATE TABLE duplicate_key (
  notification_id uuid NOT NULL,
  key text COLLATE "C" NOT NULL,
  birth_date date NOT NULL,
  CONSTRAINT duplicate_key_notification FOREIGN KEY (notification_id) REFERENCES birth_notification(id),
  CONSTRAINT duplicate_key_pk PRIMARY KEY (notification_id, key)
);
CREATE INDEX duplicate_key_search ON duplicate_key USING btree (key, birth_date, notification_id);
ALTER TABLE duplicate_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE duplicate_key FORCE ROW LEVEL SECURITY;
CREATE POLICY duplicate_key_worker ON duplicate_key TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT DELETE, INSERT, SELECT ON duplicate_key TO kamkor_worker;

-- duplicate_work
CREATE TABLE duplicate_work (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  not_before timestamp(3) with time zone NOT NULL DEFAULT now(),
  error text,
  CONSTRAINT duplicate_work_kind CHECK (kind = ANY (ARRAY['INDEX'::text, 'SEARCH'::text, 'SETTLE'::text])),
  CONSTRAINT duplicate_work_pk PRIMARY KEY (id)
);
CREATE INDEX duplicate_work_next ON duplicate_work USING btree (kind, not_before);
ALTER TABLE duplicate_work ENABLE ROW LEVEL SECURITY;
ALTER TABLE duplicate_work FORCE ROW LEVEL SECURITY;
CREATE POLICY duplicate_work_worker ON duplicate_work TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY search_asked ON duplicate_work FOR INSERT TO kamkor_app
  WITH CHECK (kind = 'INDEX'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(hospital|health-exchange|community-reporter),'::text));
CREATE POLICY settlement_asked ON duplicate_work FOR INSERT TO kamkor_app
  WITH CHECK (kind = 'SETTLE'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text));
GRANT INSERT (kind, subject_id) ON duplicate_work TO kamkor_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON duplicate_work TO kamkor_worker;

-- facility
CREATE TABLE facility (
  code text COLLATE "C" NOT NULL,
  territory text COLLATE "C" NOT NULL,
  name_ky text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  CONSTRAINT facility_pk PRIMARY KEY (code),
  CONSTRAINT facility_territory FOREIGN KEY (territory) REFERENCES territory(code)
);
CREATE INDEX facility_of_territory ON facility USING btree (territory, code);
ALTER TABLE facility ENABLE ROW LEVEL SECURITY;
ALTER TABLE facility FORCE ROW LEVEL SECURITY;
CREATE POLICY facility_migrate ON facility TO <owner>
  USING (true)
  WITH CHECK (true);
CREATE POLICY facility_public ON facility FOR SELECT TO kamkor_app
  USING (true);
CREATE POLICY facility_worker ON facility TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT SELECT ON facility TO kamkor_app;
GRANT SELECT ON facility TO kamkor_worker;

-- idempotency_key
CREATE TABLE idempotency_key (
  principal text NOT NULL,
  field text NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  outcome_type text NOT NULL,
  outcome_ids uuid[] NOT NULL,
  created_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  refusals jsonb,
  CONSTRAINT idempotency_key_pk PRIMARY KEY (principal, field, key)
);
CREATE INDEX idempotency_key_by_age ON idempotency_key USING btree (created_at);
ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_key FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON idempotency_key TO kamkor_app
  USING (principal = (( SELECT current_setting('kamkor.subject'::text, true) AS current_setting)));
CREATE POLICY worker_purges ON idempotency_key FOR DELETE TO kamkor_worker
  USING (created_at < (clock_timestamp() - '24:00:00'::interval));
CREATE POLICY worker_reads ON idempotency_key FOR SELECT TO kamkor_worker
  USING (true);
GRANT INSERT (field, key, outcome_ids, outcome_type, principal, refusals, request_hash), SELECT ON idempotency_key TO kamkor_app;
GRANT DELETE, SELECT ON idempotency_key TO kamkor_worker;

-- inbox_event
CREATE TABLE inbox_event (
  event_id uuid NOT NULL,
  producer text NOT NULL,
  type text NOT NULL,
  type_version integer NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version integer NOT NULL,
  occurred_at timestamp(3) with time zone NOT NULL,
  payload jsonb,
  state text NOT NULL,
  error text,
  attempts integer NOT NULL DEFAULT 0,
  received_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  parked_at timestamp(3) with time zone,
  CONSTRAINT ck_inbox_event_parked CHECK ((state = 'PARKED'::text) = (error IS NOT NULL AND parked_at IS NOT NULL)),
  CONSTRAINT ck_inbox_event_state CHECK (state = ANY (ARRAY['EARLY'::text, 'PARKED'::text])),
  CONSTRAINT pk_inbox_event PRIMARY KEY (event_id, received_at)
) PARTITION BY RANGE (received_at);
CREATE INDEX inbox_event_of_subject ON ONLY inbox_event USING btree (producer, subject_type, subject_id, subject_version);
ALTER TABLE inbox_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox_event FORCE ROW LEVEL SECURITY;
CREATE POLICY inbox_event_worker ON inbox_event TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY owner_looks ON inbox_event FOR SELECT TO <owner>
  USING (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON inbox_event TO kamkor_worker;

-- inbox_event_<month>
CREATE TABLE inbox_event_<month> PARTITION OF inbox_event FOR VALUES OF <month>;
ALTER TABLE inbox_event_<month> ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox_event_<month> FORCE ROW LEVEL SECURITY;

-- inbox_event_default
CREATE TABLE inbox_event_default PARTITION OF inbox_event DEFAULT;
ALTER TABLE inbox_event_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox_event_default FORCE ROW LEVEL SECURITY;

-- inbox_subject
CREATE TABLE inbox_subject (
  producer text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  applied_version integer NOT NULL,
  CONSTRAINT pk_inbox_subject PRIMARY KEY (producer, subject_type, subject_id)
) WITH (fillfactor=80);
ALTER TABLE inbox_subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE inbox_subject FORCE ROW LEVEL SECURITY;
CREATE POLICY inbox_subject_worker ON inbox_subject TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT, UPDATE ON inbox_subject TO kamkor_worker;

-- merged_person
CREATE TABLE merged_person (
  person uuid NOT NULL,
  kept uuid NOT NULL,
  withheld boolean NOT NULL,
  CONSTRAINT merged_person_not_into_itself CHECK (kept <> person),
  CONSTRAINT merged_person_pk PRIMARY KEY (person)
);
CREATE INDEX merged_person_by_kept ON merged_person USING btree (kept);
ALTER TABLE merged_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE merged_person FORCE ROW LEVEL SECURITY;
CREATE POLICY auditor_sees ON merged_person FOR SELECT TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(auditor),'::text));
CREATE POLICY kept_sees ON merged_person FOR SELECT TO kamkor_app
  USING (kept = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")));
CREATE POLICY merged_person_worker ON merged_person TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY mother_sees_of_child ON merged_person FOR SELECT TO kamkor_app
  USING ((kept = ANY ((ARRAY( SELECT documentation_watch.child_person
   FROM documentation_watch
  WHERE documentation_watch.mother_person = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) AND documentation_watch.care_status = 'WITH_PARENTS'::text AND documentation_watch.child_person IS NOT NULL)))) AND NOT withheld);
GRANT SELECT ON merged_person TO kamkor_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON merged_person TO kamkor_worker;

-- merged_sibling
CREATE TABLE merged_sibling (
  closed_watch uuid NOT NULL,
  kept_watch uuid NOT NULL,
  candidate_id uuid NOT NULL,
  moved_tasks uuid[] NOT NULL,
  CONSTRAINT merged_sibling_pk PRIMARY KEY (closed_watch)
);
CREATE INDEX merged_sibling_kept ON merged_sibling USING btree (kept_watch);
CREATE INDEX merged_sibling_of_pair ON merged_sibling USING btree (candidate_id);
ALTER TABLE merged_sibling ENABLE ROW LEVEL SECURITY;
ALTER TABLE merged_sibling FORCE ROW LEVEL SECURITY;
CREATE POLICY merged_sibling_worker ON merged_sibling TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT DELETE, INSERT, SELECT ON merged_sibling TO kamkor_worker;

-- outage
CREATE TABLE outage (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  what text NOT NULL,
  began_at timestamp(3) with time zone NOT NULL,
  ended_at timestamp(3) with time zone NOT NULL,
  legal_began_at timestamp(3) with time zone NOT NULL,
  extended integer NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT outage_forward CHECK (ended_at > began_at),
  CONSTRAINT outage_pkey PRIMARY KEY (id)
);
ALTER TABLE outage ENABLE ROW LEVEL SECURITY;
ALTER TABLE outage FORCE ROW LEVEL SECURITY;
CREATE POLICY outage_seen ON outage FOR SELECT TO kamkor_app
  USING (true);
CREATE POLICY outage_worker ON outage TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT SELECT ON outage TO kamkor_app;
GRANT INSERT, SELECT ON outage TO kamkor_worker;

-- outbox_delivery
CREATE TABLE outbox_delivery (
  event_id uuid NOT NULL,
  consumer text NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  state text NOT NULL DEFAULT 'PENDING'::text,
  attempts integer NOT NULL DEFAULT 0,
  sent_at timestamp(3) with time zone,
  next_attempt_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT ck_outbox_delivery_state CHECK (state = ANY (ARRAY['PENDING'::text, 'SENT'::text])),
  CONSTRAINT pk_outbox_delivery PRIMARY KEY (event_id, consumer)
) WITH (autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=1000);
CREATE INDEX ix_outbox_delivery_next ON outbox_delivery USING btree (next_attempt_at);
ALTER TABLE outbox_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY outbox_delivery_worker ON outbox_delivery TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY owner_looks ON outbox_delivery FOR SELECT TO <owner>
  USING (true);
CREATE POLICY publish ON outbox_delivery FOR INSERT TO kamkor_app
  WITH CHECK (true);
GRANT INSERT ON outbox_delivery TO kamkor_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON outbox_delivery TO kamkor_worker;

-- outbox_event
CREATE TABLE outbox_event (
  id uuid NOT NULL,
  type text NOT NULL,
  type_version integer NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  subject_version integer NOT NULL,
  payload jsonb,
  occurred_at timestamp(3) with time zone NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  delivered_at timestamp(3) with time zone,
  CONSTRAINT ck_outbox_event_emptied CHECK ((delivered_at IS NULL) = (payload IS NOT NULL)),
  CONSTRAINT pk_outbox_event PRIMARY KEY (id, recorded_at)
) PARTITION BY RANGE (recorded_at);
ALTER TABLE outbox_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_event FORCE ROW LEVEL SECURITY;
CREATE POLICY outbox_event_worker ON outbox_event TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY publish ON outbox_event FOR INSERT TO kamkor_app
  WITH CHECK (true);
GRANT INSERT ON outbox_event TO kamkor_app;
GRANT INSERT, SELECT, UPDATE (delivered_at, payload) ON outbox_event TO kamkor_worker;

-- outbox_event_<month>
CREATE TABLE outbox_event_<month> PARTITION OF outbox_event FOR VALUES OF <month> WITH (fillfactor=85);
ALTER TABLE outbox_event_<month> ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_event_<month> FORCE ROW LEVEL SECURITY;

-- outbox_event_default
CREATE TABLE outbox_event_default PARTITION OF outbox_event DEFAULT;
ALTER TABLE outbox_event_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_event_default FORCE ROW LEVEL SECURITY;

-- outbox_subject
CREATE TABLE outbox_subject (
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  version integer NOT NULL,
  CONSTRAINT pk_outbox_subject PRIMARY KEY (subject_type, subject_id)
) WITH (fillfactor=80);
ALTER TABLE outbox_subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_subject FORCE ROW LEVEL SECURITY;
CREATE POLICY count_versions ON outbox_subject TO kamkor_app
  USING (true)
  WITH CHECK (true);
CREATE POLICY outbox_subject_worker ON outbox_subject TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT, UPDATE ON outbox_subject TO kamkor_app;
GRANT INSERT, SELECT, UPDATE ON outbox_subject TO kamkor_worker;

-- outreach_former_unit
CREATE TABLE outreach_former_unit (
  task_id uuid NOT NULL,
  territory text COLLATE "C" NOT NULL,
  responsible text NOT NULL,
  left_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT outreach_former_unit_pk PRIMARY KEY (task_id, responsible, territory),
  CONSTRAINT outreach_former_unit_responsible CHECK (responsible = ANY (ARRAY['SOCIAL_UNIT'::text, 'GUARDIANSHIP'::text])),
  CONSTRAINT outreach_former_unit_task FOREIGN KEY (task_id) REFERENCES outreach_task(id)
);
ALTER TABLE outreach_former_unit ENABLE ROW LEVEL SECURITY;
ALTER TABLE outreach_former_unit FORCE ROW LEVEL SECURITY;
CREATE POLICY outreach_former_unit_worker ON outreach_former_unit TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY owner_remembers ON outreach_former_unit TO <owner>
  USING (true)
  WITH CHECK (true);

-- outreach_handover
CREATE TABLE outreach_handover (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  task_id uuid NOT NULL,
  child_person uuid,
  from_territory text COLLATE "C" NOT NULL,
  to_territory text COLLATE "C" NOT NULL,
  responsible text NOT NULL,
  state text NOT NULL DEFAULT 'OFFERED'::text,
  offered_at timestamp(3) with time zone NOT NULL,
  offered_by text NOT NULL,
  due_at timestamp(3) with time zone NOT NULL,
  overdue_since timestamp(3) with time zone,
  decided_at timestamp(3) with time zone,
  decided_by text,
  decline_reason text,
  withdrawn_at timestamp(3) with time zone,
  withdrawn_by text,
  CONSTRAINT outreach_handover_decided CHECK ((state = ANY (ARRAY['ACCEPTED'::text, 'DECLINED'::text])) = (decided_by IS NOT NULL)),
  CONSTRAINT outreach_handover_elsewhere CHECK (to_territory <> from_territory),
  CONSTRAINT outreach_handover_pk PRIMARY KEY (id),
  CONSTRAINT outreach_handover_reason CHECK (decline_reason = ANY (ARRAY['FAMILY_NOT_HERE'::text, 'ADDRESS_UNKNOWN'::text, 'OTHER'::text])),
  CONSTRAINT outreach_handover_state CHECK (state = ANY (ARRAY['OFFERED'::text, 'ACCEPTED'::text, 'DECLINED'::text, 'WITHDRAWN'::text])),
  CONSTRAINT outreach_handover_task FOREIGN KEY (task_id) REFERENCES outreach_task(id),
  CONSTRAINT outreach_handover_withdrawn CHECK (state = 'WITHDRAWN'::text OR withdrawn_at IS NULL AND withdrawn_by IS NULL)
);
CREATE INDEX outreach_handover_made ON outreach_handover USING btree (from_territory, offered_at, id);
CREATE INDEX outreach_handover_of_task ON outreach_handover USING btree (task_id, offered_at);
CREATE UNIQUE INDEX outreach_handover_one_offered ON outreach_handover USING btree (task_id) WHERE state = 'OFFERED'::text;
CREATE INDEX outreach_handover_received ON outreach_handover USING btree (to_territory, offered_at, id);
ALTER TABLE outreach_handover ENABLE ROW LEVEL SECURITY;
ALTER TABLE outreach_handover FORCE ROW LEVEL SECURITY;
CREATE POLICY handover_decided ON outreach_handover FOR UPDATE TO kamkor_app
  USING (to_territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND to_territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (responsible = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR responsible = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text)) AND state = 'OFFERED'::text)
  WITH CHECK (to_territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND to_territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (responsible = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR responsible = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text)) AND decided_by = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")));
CREATE POLICY handover_of_both ON outreach_handover FOR SELECT TO kamkor_app
  USING (from_territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND from_territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (responsible = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR responsible = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text)) OR to_territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND to_territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (responsible = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR responsible = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text)));
CREATE POLICY handover_offered ON outreach_handover FOR INSERT TO kamkor_app
  WITH CHECK (from_territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND from_territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (responsible = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR responsible = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text)) AND offered_by = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND state = 'OFFERED'::text AND (EXISTS ( SELECT
   FROM outreach_task t
  WHERE t.id = outreach_handover.task_id AND t.territory = outreach_handover.from_territory AND t.responsible = outreach_handover.responsible AND t.state = 'OPEN'::text)));
CREATE POLICY handover_withdrawn ON outreach_handover FOR UPDATE TO kamkor_app
  USING (from_territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND from_territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (responsible = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR responsible = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text)) AND state = 'OFFERED'::text)
  WITH CHECK (from_territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND from_territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (responsible = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR responsible = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text)) AND state = 'WITHDRAWN'::text AND withdrawn_by = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")));
CREATE POLICY outreach_handover_worker ON outreach_handover TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY owner_follows ON outreach_handover TO <owner>
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT, UPDATE (decided_at, decided_by, decline_reason, state, version, withdrawn_at, withdrawn_by) ON outreach_handover TO kamkor_app;
GRANT SELECT, UPDATE ON outreach_handover TO kamkor_worker;

-- outreach_task
CREATE TABLE outreach_task (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  watch_id uuid NOT NULL,
  notification_id uuid NOT NULL,
  child_person uuid,
  territory text COLLATE "C" NOT NULL,
  responsible text NOT NULL,
  assigned_to text,
  assigned_at timestamp(3) with time zone,
  assigned_by text,
  state text NOT NULL DEFAULT 'OPEN'::text,
  urgency integer NOT NULL GENERATED ALWAYS AS (
CASE state
    WHEN 'OPEN'::text THEN 0
    WHEN 'CLOSED'::text THEN 1
    WHEN 'WITHDRAWN'::text THEN 1
    ELSE NULL::integer
END) STORED,
  opened_at timestamp(3) with time zone NOT NULL,
  due_at timestamp(3) with time zone NOT NULL,
  first_visit_due_at timestamp(3) with time zone NOT NULL,
  first_visit_missed boolean NOT NULL DEFAULT false,
  next_visit_due_at timestamp(3) with time zone,
  visits integer NOT NULL DEFAULT 0,
  last_visited_at timestamp(3) with time zone,
  reminder_due_at timestamp(3) with time zone,
  reminders integer NOT NULL DEFAULT 0,
  last_reminded_at timestamp(3) with time zone,
  escalated_at timestamp(3) with time zone,
  escalations integer NOT NULL DEFAULT 0,
  review_due_at timestamp(3) with time zone,
  review_noticed_at timestamp(3) with time zone,
  reviewed_at timestamp(3) with time zone,
  review_conclusion text,
  closing text,
  closed_at timestamp(3) with time zone,
  CONSTRAINT outreach_task_assigned CHECK ((assigned_to IS NULL) = (assigned_at IS NULL) AND (assigned_to IS NULL) = (assigned_by IS NULL)),
  CONSTRAINT outreach_task_closed CHECK ((state = 'OPEN'::text) = (closing IS NULL) AND (state = 'OPEN'::text) = (closed_at IS NULL)),
  CONSTRAINT outreach_task_closing CHECK (closing = ANY (ARRAY['DOCUMENTED'::text, 'APPLIED_IN_TIME'::text, 'WATCH_CANCELLED'::text, 'CHILD_DIED'::text])),
  CONSTRAINT outreach_task_pk PRIMARY KEY (id),
  CONSTRAINT outreach_task_responsible CHECK (responsible = ANY (ARRAY['SOCIAL_UNIT'::text, 'GUARDIANSHIP'::text])),
  CONSTRAINT outreach_task_review CHECK (review_conclusion = ANY (ARRAY['CONTINUE'::text, 'OTHER_WORKER'::text, 'HAND_OVER'::text, 'OTHER_MEASURES'::text])),
  CONSTRAINT outreach_task_state CHECK (state = ANY (ARRAY['OPEN'::text, 'CLOSED'::text, 'WITHDRAWN'::text])),
  CONSTRAINT outreach_task_watch FOREIGN KEY (watch_id) REFERENCES documentation_watch(id)
);
CREATE INDEX outreach_task_escalated ON outreach_task USING btree (territory, due_at, id) WHERE escalated_at IS NOT NULL AND state = 'OPEN'::text;
CREATE INDEX outreach_task_in_order ON outreach_task USING btree (urgency, due_at, id);
CREATE INDEX outreach_task_of_notification ON outreach_task USING btree (notification_id);
CREATE INDEX outreach_task_of_territory ON outreach_task USING btree (territory, urgency, due_at);
CREATE INDEX outreach_task_of_watch ON outreach_task USING btree (watch_id, opened_at);
CREATE INDEX outreach_task_of_worker ON outreach_task USING btree (assigned_to, urgency, due_at, id) WHERE assigned_to IS NOT NULL;
CREATE UNIQUE INDEX outreach_task_one_open ON outreach_task USING btree (watch_id) WHERE state = 'OPEN'::text;
CREATE INDEX outreach_task_to_review ON outreach_task USING btree (territory, due_at, id) WHERE review_noticed_at IS NOT NULL AND state = 'OPEN'::text;
CREATE INDEX outreach_task_unassigned ON outreach_task USING btree (territory, due_at, id) WHERE assigned_to IS NULL AND state = 'OPEN'::text;
CREATE TRIGGER task_left_unit AFTER UPDATE ON outreach_task FOR EACH ROW WHEN (new.territory IS DISTINCT FROM old.territory OR new.responsible IS DISTINCT FROM old.responsible) EXECUTE FUNCTION remember_unit();
CREATE TRIGGER task_moved AFTER UPDATE ON outreach_task FOR EACH ROW WHEN (old.state = 'OPEN'::text AND (new.state IS DISTINCT FROM old.state OR new.territory IS DISTINCT FROM old.territory OR new.responsible IS DISTINCT FROM old.responsible)) EXECUTE FUNCTION withdraw_handover();
ALTER TABLE outreach_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE outreach_task FORCE ROW LEVEL SECURITY;
CREATE POLICY outreach_task_worker ON outreach_task TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY owner_follows ON outreach_task TO <owner>
  USING (true)
  WITH CHECK (true);
CREATE POLICY task_of_own_body ON outreach_task TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (responsible = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR responsible = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text)))
  WITH CHECK (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (responsible = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR responsible = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text)));
CREATE POLICY task_of_released ON outreach_task AS RESTRICTIVE FOR INSERT TO kamkor_app
  WITH CHECK (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-supervisor),'::text) AND (EXISTS ( SELECT
   FROM documentation_watch w
  WHERE w.id = outreach_task.watch_id AND w.awaits_release AND w.notification_id = outreach_task.notification_id AND w.territory = outreach_task.territory AND w.responsible = outreach_task.responsible)));
GRANT INSERT (child_person, due_at, first_visit_due_at, id, notification_id, opened_at, responsible, review_due_at, territory, watch_id), SELECT, UPDATE (assigned_at, assigned_by, assigned_to, due_at, escalated_at, escalations, first_visit_missed, last_visited_at, next_visit_due_at, reminder_due_at, review_conclusion, review_due_at, review_noticed_at, reviewed_at, version, visits) ON outreach_task TO kamkor_app;
GRANT INSERT, SELECT, UPDATE ON outreach_task TO kamkor_worker;

-- outreach_visit
CREATE TABLE outreach_visit (
  id uuid NOT NULL,
  task_id uuid NOT NULL,
  notification_id uuid NOT NULL,
  child_person uuid,
  territory text COLLATE "C" NOT NULL,
  made_in text COLLATE "C" NOT NULL,
  responsible text NOT NULL,
  visited_at timestamp(3) with time zone NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  recorded_by text NOT NULL,
  outcome text NOT NULL,
  met_with text[] NOT NULL,
  reasons text[] NOT NULL,
  obstacles text[] NOT NULL,
  circumstances text[] NOT NULL,
  family_knows boolean,
  CONSTRAINT outreach_visit_pk PRIMARY KEY (id),
  CONSTRAINT outreach_visit_task FOREIGN KEY (task_id) REFERENCES outreach_task(id)
);
CREATE INDEX outreach_visit_of_notification ON outreach_visit USING btree (notification_id);
CREATE INDEX outreach_visit_of_task ON outreach_visit USING btree (task_id, visited_at, id);
CREATE INDEX outreach_visit_of_visitor ON outreach_visit USING btree (task_id, recorded_by, visited_at);
ALTER TABLE outreach_visit ENABLE ROW LEVEL SECURITY;
ALTER TABLE outreach_visit FORCE ROW LEVEL SECURITY;
CREATE POLICY outreach_visit_worker ON outreach_visit TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY owner_follows ON outreach_visit TO <owner>
  USING (true)
  WITH CHECK (true);
CREATE POLICY visit_of_own_body ON outreach_visit FOR SELECT TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (responsible = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR responsible = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text)));
CREATE POLICY visit_of_visitor ON outreach_visit FOR SELECT TO kamkor_app
  USING (recorded_by = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND made_in >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND made_in < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (responsible = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR responsible = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text)));
CREATE POLICY visit_recorded ON outreach_visit FOR INSERT TO kamkor_app
  WITH CHECK (recorded_by = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND may_record_visit(task_id, notification_id, responsible, made_in, territory));
GRANT INSERT, SELECT ON outreach_visit TO kamkor_app;
GRANT SELECT, UPDATE (child_person, notification_id, responsible, territory) ON outreach_visit TO kamkor_worker;

-- protection_worker
CREATE TABLE protection_worker (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'NAMED'::text,
  subject text NOT NULL,
  territory text COLLATE "C" NOT NULL,
  named_at timestamp(3) with time zone NOT NULL,
  named_by text NOT NULL,
  withdrawn_at timestamp(3) with time zone,
  withdrawn_by text,
  reason text,
  CONSTRAINT protection_worker_of_another CHECK (subject <> named_by),
  CONSTRAINT protection_worker_pk PRIMARY KEY (id),
  CONSTRAINT protection_worker_reason CHECK (reason = ANY (ARRAY['LEFT_OFFICE'::text, 'ON_LEAVE'::text, 'CONFLICT_OF_INTEREST'::text, 'MISUSE'::text, 'OTHER'::text])),
  CONSTRAINT protection_worker_state CHECK (state = ANY (ARRAY['NAMED'::text, 'WITHDRAWN'::text])),
  CONSTRAINT protection_worker_withdrawn CHECK ((state = 'WITHDRAWN'::text) = (withdrawn_at IS NOT NULL AND withdrawn_by IS NOT NULL AND reason IS NOT NULL))
);
CREATE INDEX protection_worker_in_order ON protection_worker USING btree (territory, named_at, id);
CREATE INDEX protection_worker_named_for ON protection_worker USING btree (territory) WHERE state = 'NAMED'::text;
CREATE UNIQUE INDEX protection_worker_once ON protection_worker USING btree (subject, territory) WHERE state = 'NAMED'::text;
ALTER TABLE protection_worker ENABLE ROW LEVEL SECURITY;
ALTER TABLE protection_worker FORCE ROW LEVEL SECURITY;
CREATE POLICY naming_withdrawn ON protection_worker FOR UPDATE TO kamkor_app
  USING ((( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) AND territory > (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) OR ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(admin),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND POSITION(('-'::text) IN (territory)) = 0) AND state = 'NAMED'::text)
  WITH CHECK ((( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) AND territory > (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) OR ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(admin),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND POSITION(('-'::text) IN (territory)) = 0) AND withdrawn_by = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND state = 'WITHDRAWN'::text);
CREATE POLICY namings_seen ON protection_worker FOR SELECT TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) AND territory > (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) OR ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(admin),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND POSITION(('-'::text) IN (territory)) = 0 OR subject = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) AND (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) OR (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) > territory AND (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) < (territory || '.'::text)));
CREATE POLICY owner_follows ON protection_worker TO <owner>
  USING (true)
  WITH CHECK (true);
CREATE POLICY protection_worker_worker ON protection_worker TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY worker_named ON protection_worker FOR INSERT TO kamkor_app
  WITH CHECK ((( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) AND territory > (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) OR ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(admin),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND POSITION(('-'::text) IN (territory)) = 0) AND named_by = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND state = 'NAMED'::text);
GRANT INSERT, SELECT, UPDATE (reason, state, version, withdrawn_at, withdrawn_by) ON protection_worker TO kamkor_app;
GRANT SELECT ON protection_worker TO kamkor_worker;

-- safety_concern
CREATE TABLE safety_concern (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'RAISED'::text,
  queue_rank integer NOT NULL GENERATED ALWAYS AS (
CASE state
    WHEN 'RAISED'::text THEN 0
    WHEN 'TAKEN_UP'::text THEN 1
    WHEN 'CLOSED'::text THEN 2
    ELSE NULL::integer
END) STORED,
  notification_id uuid NOT NULL,
  visit_id uuid,
  child_person uuid,
  mother_person uuid,
  mother_name text,
  territory text COLLATE "C" NOT NULL,
  grounds text[] NOT NULL,
  note text,
  raised_at timestamp(3) with time zone NOT NULL,
  recorded_by text NOT NULL,
  due_at timestamp(3) with time zone,
  overdue_since timestamp(3) with time zone,
  escalated_to text COLLATE "C",
  taken_up_at timestamp(3) with time zone,
  taken_up_by text,
  closed_at timestamp(3) with time zone,
  outcome text,
  CONSTRAINT safety_concern_closed CHECK ((state = 'CLOSED'::text) = (closed_at IS NOT NULL AND outcome IS NOT NULL)),
  CONSTRAINT safety_concern_escalated CHECK (escalated_to IS NULL OR overdue_since IS NOT NULL),
  CONSTRAINT safety_concern_grounds CHECK (cardinality(grounds) > 0),
  CONSTRAINT safety_concern_of_visit UNIQUE (visit_id),
  CONSTRAINT safety_concern_outcome CHECK (outcome = ANY (ARRAY['PROTECTED'::text, 'REFERRED'::text, 'NOT_CONFIRMED'::text])),
  CONSTRAINT safety_concern_pk PRIMARY KEY (id),
  CONSTRAINT safety_concern_state CHECK (state = ANY (ARRAY['RAISED'::text, 'TAKEN_UP'::text, 'CLOSED'::text])),
  CONSTRAINT safety_concern_taken_up CHECK ((state = 'RAISED'::text) = (taken_up_at IS NULL)),
  CONSTRAINT safety_concern_visit FOREIGN KEY (visit_id) REFERENCES outreach_visit(id)
);
CREATE UNIQUE INDEX safety_concern_of_birth ON safety_concern USING btree (notification_id) WHERE visit_id IS NULL;
CREATE INDEX safety_concern_of_notification ON safety_concern USING btree (notification_id);
CREATE INDEX safety_concern_open ON safety_concern USING btree (territory) WHERE state <> 'CLOSED'::text;
CREATE INDEX safety_concern_work_list ON safety_concern USING btree (territory, queue_rank, raised_at, id);
ALTER TABLE safety_concern ENABLE ROW LEVEL SECURITY;
ALTER TABLE safety_concern FORCE ROW LEVEL SECURITY;
CREATE POLICY concern_followed ON safety_concern FOR UPDATE TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) AND territory >= lower(( SELECT range_agg(territory_range(p.territory, p.territory || '.'::text)) AS range_agg
   FROM protection_worker p
  WHERE p.subject = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND p.state = 'NAMED'::text)) AND territory < upper(( SELECT range_agg(territory_range(p.territory, p.territory || '.'::text)) AS range_agg
   FROM protection_worker p
  WHERE p.subject = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND p.state = 'NAMED'::text)) AND territory <@ (( SELECT range_agg(territory_range(p.territory, p.territory || '.'::text)) AS range_agg
   FROM protection_worker p
  WHERE p.subject = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND p.state = 'NAMED'::text)));
CREATE POLICY concern_raised ON safety_concern FOR INSERT TO kamkor_app
  WITH CHECK (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor|guardianship),'::text) AND recorded_by = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND visit_id IS NOT NULL AND found_by_caller(visit_id, territory, NULL::text));
CREATE POLICY concern_seen ON safety_concern FOR SELECT TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) AND territory >= lower(( SELECT range_agg(territory_range(p.territory, p.territory || '.'::text)) AS range_agg
   FROM protection_worker p
  WHERE p.subject = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND p.state = 'NAMED'::text)) AND territory < upper(( SELECT range_agg(territory_range(p.territory, p.territory || '.'::text)) AS range_agg
   FROM protection_worker p
  WHERE p.subject = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND p.state = 'NAMED'::text)) AND territory <@ (( SELECT range_agg(territory_range(p.territory, p.territory || '.'::text)) AS range_agg
   FROM protection_worker p
  WHERE p.subject = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND p.state = 'NAMED'::text)));
CREATE POLICY owner_follows ON safety_concern TO <owner>
  USING (true)
  WITH CHECK (true);
CREATE POLICY safety_concern_worker ON safety_concern TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT, UPDATE (closed_at, due_at, escalated_to, outcome, overdue_since, state, taken_up_at, taken_up_by, version) ON safety_concern TO kamkor_app;
GRANT INSERT, SELECT, UPDATE ON safety_concern TO kamkor_worker;

-- territory
CREATE TABLE territory (
  code text COLLATE "C" NOT NULL,
  parent text COLLATE "C",
  name_ky text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  CONSTRAINT territory_code_format CHECK (code ~ '^[A-Z]{2}(-[A-Z0-9]+)*$'::text),
  CONSTRAINT territory_parent_by_code CHECK (NOT parent IS DISTINCT FROM NULLIF(regexp_replace(code, '-?[^-]*$'::text, ''::text), ''::text)),
  CONSTRAINT territory_parent_fk FOREIGN KEY (parent) REFERENCES territory(code) DEFERRABLE,
  CONSTRAINT territory_pk PRIMARY KEY (code),
  CONSTRAINT territory_validity CHECK (valid_to >= valid_from)
);
CREATE INDEX territory_parent ON territory USING btree (parent);
ALTER TABLE territory ENABLE ROW LEVEL SECURITY;
ALTER TABLE territory FORCE ROW LEVEL SECURITY;
CREATE POLICY territory_migrate ON territory TO <owner>
  USING (true)
  WITH CHECK (true);
CREATE POLICY territory_read ON territory FOR SELECT TO kamkor_app, kamkor_worker
  USING (true);
GRANT SELECT ON territory TO kamkor_app;
GRANT SELECT ON territory TO kamkor_worker;

-- territory_start
CREATE TABLE territory_start (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  territory text COLLATE "C" NOT NULL,
  starts_on date NOT NULL,
  starts_at timestamp(3) with time zone NOT NULL,
  workers integer NOT NULL,
  children_per_worker integer,
  next_release_at timestamp(3) with time zone NOT NULL,
  declared_at timestamp(3) with time zone NOT NULL,
  declared_by text NOT NULL,
  withdrawn_at timestamp(3) with time zone,
  withdrawn_by text,
  CONSTRAINT territory_start_one EXCLUDE USING gist (territory_range(territory, territory || '.'::text) WITH &&) WHERE (withdrawn_at IS NULL),
  CONSTRAINT territory_start_pk PRIMARY KEY (id),
  CONSTRAINT territory_start_quota CHECK (children_per_worker > 0),
  CONSTRAINT territory_start_territory FOREIGN KEY (territory) REFERENCES territory(code),
  CONSTRAINT territory_start_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CONSTRAINT territory_start_workers CHECK (workers > 0)
);
CREATE INDEX territory_start_in_order ON territory_start USING btree (territory, id);
ALTER TABLE territory_start ENABLE ROW LEVEL SECURITY;
ALTER TABLE territory_start FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_counts ON territory_start FOR SELECT TO <owner>
  USING (true);
CREATE POLICY start_changed ON territory_start FOR UPDATE TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-supervisor),'::text))
  WITH CHECK (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-supervisor),'::text));
CREATE POLICY start_declared ON territory_start FOR INSERT TO kamkor_app
  WITH CHECK (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-supervisor),'::text) AND declared_by = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")));
CREATE POLICY start_seen ON territory_start FOR SELECT TO kamkor_app
  USING ((territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) OR (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) >= territory AND (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) < ((territory || '.'::text) COLLATE "C")) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text));
CREATE POLICY territory_start_worker ON territory_start TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT, UPDATE (children_per_worker, version, withdrawn_at, withdrawn_by, workers) ON territory_start TO kamkor_app;
GRANT SELECT, UPDATE ON territory_start TO kamkor_worker;

-- trail_block
CREATE TABLE trail_block (
  number bigint NOT NULL,
  previous_hash bytea NOT NULL,
  entry_ids int8multirange NOT NULL,
  content bytea NOT NULL,
  entry_hashes bytea STORAGE EXTERNAL NOT NULL,
  hash bytea NOT NULL,
  recorded_from timestamp(3) with time zone NOT NULL,
  recorded_to timestamp(3) with time zone NOT NULL,
  sealed_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT trail_block_entries CHECK (NOT isempty(entry_ids)),
  CONSTRAINT trail_block_hashes CHECK ((octet_length(entry_hashes) % 32) = 0),
  CONSTRAINT trail_block_pk PRIMARY KEY (number)
);
CREATE TRIGGER trail_block_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON trail_block FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse_change();
ALTER TABLE trail_block ENABLE ROW LEVEL SECURITY;
ALTER TABLE trail_block FORCE ROW LEVEL SECURITY;
CREATE POLICY trail_block_worker ON trail_block TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT ON trail_block TO kamkor_worker;

-- trail_dropped
CREATE TABLE trail_dropped (
  month_from timestamp(3) with time zone NOT NULL,
  month_to timestamp(3) with time zone NOT NULL,
  dropped_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT trail_dropped_pk PRIMARY KEY (month_from)
);
ALTER TABLE trail_dropped ENABLE ROW LEVEL SECURITY;
ALTER TABLE trail_dropped FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_drops ON trail_dropped TO <owner>
  USING (true)
  WITH CHECK (true);
CREATE POLICY trail_dropped_worker ON trail_dropped TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT SELECT ON trail_dropped TO kamkor_worker;

-- trail_entry
CREATE TABLE trail_entry (
  id bigint NOT NULL DEFAULT nextval('trail_entry_id_seq'::regclass),
  handle uuid NOT NULL DEFAULT gen_random_uuid(),
  recorded_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  legal_at timestamp(3) with time zone NOT NULL,
  actor text NOT NULL,
  actor_roles text[] NOT NULL,
  actor_organisation text,
  action text NOT NULL,
  operation text NOT NULL,
  purpose text NOT NULL,
  request_id text NOT NULL,
  person uuid,
  subject_type text,
  subject_id uuid,
  change text,
  rules text[] NOT NULL,
  field_groups text[] NOT NULL,
  count integer NOT NULL,
  withheld_from_person boolean NOT NULL,
  CONSTRAINT trail_entry_action CHECK (action = ANY (ARRAY['READ'::text, 'CHANGE'::text])),
  CONSTRAINT trail_entry_change CHECK ((action = 'CHANGE'::text) = (change IS NOT NULL)),
  CONSTRAINT trail_entry_count CHECK (count > 0),
  CONSTRAINT trail_entry_pk PRIMARY KEY (id, recorded_at)
) PARTITION BY RANGE (recorded_at);
CREATE INDEX trail_entry_by_person ON ONLY trail_entry USING btree (person, recorded_at, handle) WHERE person IS NOT NULL;
CREATE INDEX trail_entry_by_subject ON ONLY trail_entry USING btree (subject_id, recorded_at) WHERE subject_id IS NOT NULL;
CREATE TRIGGER trail_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON trail_entry FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse_change();
ALTER TABLE trail_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE trail_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY auditor_sees_all ON trail_entry FOR SELECT TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(auditor),'::text));
CREATE POLICY mother_sees_of_child ON trail_entry FOR SELECT TO kamkor_app
  USING ((person = ANY ((ARRAY( SELECT documentation_watch.child_person
   FROM documentation_watch
  WHERE documentation_watch.mother_person = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) AND documentation_watch.care_status = 'WITH_PARENTS'::text AND documentation_watch.child_person IS NOT NULL)))) AND NOT withheld_from_person AND
CASE action
    WHEN 'READ'::text THEN field_groups <@ ARRAY['birth'::text, 'documentation'::text, 'outreach-summary'::text]
    ELSE subject_type = ANY (ARRAY['BirthNotification'::text, 'DocumentationWatch'::text])
END AND (operation ~ '^(Query|Mutation)[.](birthNotification|birthNotifications|documentationWatches|notifyBirth|notifyBirths|completeNotification)([+](birthNotification|birthNotifications|documentationWatches|notifyBirth|notifyBirths|completeNotification))*$'::text OR (operation = ANY (ARRAY['Reference.BirthNotification'::text, 'Reference.DocumentationWatch'::text, 'Reference.Person'::text, 'event:ChildRecorded'::text, 'event:BirthCertificateApplied'::text, 'event:BirthCertificateApplicationWithdrawn'::text, 'event:BirthRegistered'::text, 'event:BirthCertificateIssued'::text]))) AND NOT actor_roles && ARRAY['guardianship'::text, 'benefits-specialist'::text, 'auditor'::text, 'admin'::text] AND (NOT actor_roles && ARRAY['social-worker'::text, 'social-supervisor'::text] OR operation ~ '^Query[.](birthNotifications|documentationWatches)([+](birthNotifications|documentationWatches))*$'::text));
CREATE POLICY mother_sees_of_merged_child ON trail_entry FOR SELECT TO kamkor_app
  USING ((person = ANY ((ARRAY( SELECT m.person
   FROM merged_person m
  WHERE (m.kept = ANY ((ARRAY( SELECT documentation_watch.child_person
           FROM documentation_watch
          WHERE documentation_watch.mother_person = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) AND documentation_watch.care_status = 'WITH_PARENTS'::text AND documentation_watch.child_person IS NOT NULL)))) AND NOT m.withheld)))) AND (NOT actor_roles && ARRAY['citizen'::text] OR actor = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif"))) AND NOT withheld_from_person AND
CASE action
    WHEN 'READ'::text THEN field_groups <@ ARRAY['birth'::text, 'documentation'::text, 'outreach-summary'::text]
    ELSE subject_type = ANY (ARRAY['BirthNotification'::text, 'DocumentationWatch'::text])
END AND (operation ~ '^(Query|Mutation)[.](birthNotification|birthNotifications|documentationWatches|notifyBirth|notifyBirths|completeNotification)([+](birthNotification|birthNotifications|documentationWatches|notifyBirth|notifyBirths|completeNotification))*$'::text OR (operation = ANY (ARRAY['Reference.BirthNotification'::text, 'Reference.DocumentationWatch'::text, 'Reference.Person'::text, 'event:ChildRecorded'::text, 'event:BirthCertificateApplied'::text, 'event:BirthCertificateApplicationWithdrawn'::text, 'event:BirthRegistered'::text, 'event:BirthCertificateIssued'::text]))) AND NOT actor_roles && ARRAY['guardianship'::text, 'benefits-specialist'::text, 'auditor'::text, 'admin'::text] AND (NOT actor_roles && ARRAY['social-worker'::text, 'social-supervisor'::text] OR operation ~ '^Query[.](birthNotifications|documentationWatches)([+](birthNotifications|documentationWatches))*$'::text));
CREATE POLICY person_sees_own ON trail_entry FOR SELECT TO kamkor_app
  USING ((person = ANY ((( SELECT ARRAY( SELECT ( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif") AS "nullif"
        UNION ALL
         SELECT m.person
           FROM merged_person m
          WHERE m.kept = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif"))) AS "array"))::uuid[])) AND NOT withheld_from_person AND NOT (action = 'READ'::text AND actor_roles && ARRAY['guardianship'::text]));
CREATE POLICY worker_sees_all ON trail_entry FOR SELECT TO kamkor_worker
  USING (true);
CREATE POLICY writes_in_own_name ON trail_entry FOR INSERT TO kamkor_app, kamkor_worker
  WITH CHECK (actor = (( SELECT current_setting('kamkor.subject'::text, true) AS current_setting)));
GRANT INSERT (action, actor, actor_organisation, actor_roles, change, count, field_groups, id, legal_at, operation, person, purpose, request_id, rules, subject_id, subject_type, withheld_from_person), SELECT ON trail_entry TO kamkor_app;
GRANT INSERT (action, actor, actor_organisation, actor_roles, change, count, field_groups, id, legal_at, operation, person, purpose, request_id, rules, subject_id, subject_type, withheld_from_person), SELECT ON trail_entry TO kamkor_worker;

-- trail_entry_<month>
CREATE TABLE trail_entry_<month> PARTITION OF trail_entry FOR VALUES OF <month>;
CREATE TRIGGER trail_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON trail_entry_<month> FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse_change();
ALTER TABLE trail_entry_<month> ENABLE ROW LEVEL SECURITY;
ALTER TABLE trail_entry_<month> FORCE ROW LEVEL SECURITY;

-- trail_entry_default
CREATE TABLE trail_entry_default PARTITION OF trail_entry DEFAULT;
CREATE TRIGGER trail_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON trail_entry_default FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse_change();
ALTER TABLE trail_entry_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE trail_entry_default FORCE ROW LEVEL SECURITY;

-- trail_unsealed
CREATE TABLE trail_unsealed (
  entry_id bigint NOT NULL,
  marked_at timestamp(3) with time zone NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT trail_unsealed_pk PRIMARY KEY (entry_id)
) WITH (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=10000);
ALTER TABLE trail_unsealed ENABLE ROW LEVEL SECURITY;
ALTER TABLE trail_unsealed FORCE ROW LEVEL SECURITY;
CREATE POLICY marks ON trail_unsealed FOR INSERT TO kamkor_app
  WITH CHECK (true);
CREATE POLICY trail_unsealed_worker ON trail_unsealed TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT INSERT (entry_id) ON trail_unsealed TO kamkor_app;
GRANT DELETE, INSERT (entry_id), SELECT ON trail_unsealed TO kamkor_worker;

-- undocumented_sibling
CREATE TABLE undocumented_sibling (
  id uuid NOT NULL,
  family uuid NOT NULL,
  visit_id uuid NOT NULL,
  birth_date date NOT NULL,
  birth_date_approximate boolean NOT NULL,
  sex text NOT NULL,
  given_name text NOT NULL,
  territory text COLLATE "C" NOT NULL,
  responsible text NOT NULL,
  found_at timestamp(3) with time zone NOT NULL,
  recorded_by text NOT NULL,
  CONSTRAINT undocumented_sibling_pk PRIMARY KEY (id),
  CONSTRAINT undocumented_sibling_sex CHECK (sex = ANY (ARRAY['FEMALE'::text, 'MALE'::text, 'UNDETERMINED'::text])),
  CONSTRAINT undocumented_sibling_visit FOREIGN KEY (visit_id) REFERENCES outreach_visit(id)
);
CREATE INDEX undocumented_sibling_of_family ON undocumented_sibling USING btree (family);
CREATE INDEX undocumented_sibling_of_visit ON undocumented_sibling USING btree (visit_id);
ALTER TABLE undocumented_sibling ENABLE ROW LEVEL SECURITY;
ALTER TABLE undocumented_sibling FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_follows ON undocumented_sibling TO <owner>
  USING (true)
  WITH CHECK (true);
CREATE POLICY sibling_found ON undocumented_sibling FOR INSERT TO kamkor_app
  WITH CHECK (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor|guardianship),'::text) AND recorded_by = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif")) AND found_by_caller(visit_id, territory, responsible));
CREATE POLICY sibling_of_own_body ON undocumented_sibling FOR SELECT TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (responsible = 'SOCIAL_UNIT'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) OR responsible = 'GUARDIANSHIP'::text AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text)));
CREATE POLICY undocumented_sibling_worker ON undocumented_sibling TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT ON undocumented_sibling TO kamkor_app;
GRANT SELECT, UPDATE (family) ON undocumented_sibling TO kamkor_worker;

-- watch_fact
CREATE TABLE watch_fact (
  notification_id uuid NOT NULL,
  applied_at timestamp(3) with time zone,
  registered_at timestamp(3) with time zone,
  documented_at timestamp(3) with time zone,
  CONSTRAINT watch_fact_pk PRIMARY KEY (notification_id)
);
ALTER TABLE watch_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE watch_fact FORCE ROW LEVEL SECURITY;
CREATE POLICY watch_fact_worker ON watch_fact TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT, UPDATE ON watch_fact TO kamkor_worker;

-- outreach_summary
CREATE VIEW outreach_summary WITH (security_barrier=true) AS
 SELECT t.id,
    t.watch_id,
    t.child_person,
    w.territory,
    t.state,
    t.opened_at,
        CASE t.state
            WHEN 'OPEN'::text THEN t.due_at
            ELSE NULL::timestamp with time zone
        END AS due_at,
    ( SELECT count(*)::integer AS count
           FROM outreach_visit v
          WHERE v.task_id = t.id AND v.responsible = 'SOCIAL_UNIT'::text) AS visits,
    ARRAY( SELECT r.reason
           FROM outreach_visit v,
            LATERAL unnest(v.reasons) r(reason)
          WHERE v.task_id = t.id AND v.responsible = 'SOCIAL_UNIT'::text
          GROUP BY r.reason
          ORDER BY (max(v.visited_at)) DESC, r.reason) AS reasons
   FROM outreach_task t
     JOIN documentation_watch w ON w.id = t.watch_id
  WHERE w.territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND w.territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND w.care_status = 'WITH_PARENTS'::text AND t.responsible = 'SOCIAL_UNIT'::text;
GRANT SELECT ON outreach_summary TO kamkor_app;

-- protection_gap
CREATE VIEW protection_gap WITH (security_barrier=true) AS
 SELECT code AS territory,
    ( SELECT max(p.territory) AS max
           FROM protection_worker p
          WHERE p.state = 'NAMED'::text AND t.code > p.territory AND t.code < (p.territory || '.'::text)) AS covered_by
   FROM territory t
  WHERE code >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND code < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship|admin),'::text) AND valid_to IS NULL AND NOT (EXISTS ( SELECT
           FROM protection_worker p
          WHERE p.state = 'NAMED'::text AND p.territory = t.code));
GRANT SELECT ON protection_gap TO kamkor_app;

-- trail_entry_id_seq
CREATE SEQUENCE trail_entry_id_seq AS bigint START 1 INCREMENT 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1;
GRANT USAGE ON SEQUENCE trail_entry_id_seq TO kamkor_app;
GRANT USAGE ON SEQUENCE trail_entry_id_seq TO kamkor_worker;

-- check_waiting_watch
CREATE OR REPLACE FUNCTION public.check_waiting_watch()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  PERFORM public.deadline_open(kind => 'BACKLOG_CHECK', subject_type => 'DocumentationWatch', subject_id => NEW.id,
    person => NEW.child_person, territory => NEW.territory, owner => NEW.responsible, binds => 'STATE',
    regulation => 'births.backlog-quota', opened_at => NEW.waits_since, due_at => NEW.waits_since);
  RETURN NULL;
END $function$;

-- children_of_family
CREATE OR REPLACE FUNCTION public.children_of_family(visit uuid)
 RETURNS TABLE(family uuid, id uuid, birth_date date, sex text, given_name text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
DECLARE head uuid; mother uuid; heads uuid[];
BEGIN
  SELECT coalesce(w.sibling_of, w.notification_id), w.mother_person INTO head, mother
    FROM public.outreach_visit v JOIN public.documentation_watch w ON w.notification_id = v.notification_id
    WHERE v.id = visit AND (v.recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), '')));
  IF head IS NULL THEN RETURN; END IF;
  SELECT coalesce(n.duplicate_of, n.id) INTO head FROM public.birth_notification n WHERE n.id = head;
  SELECT coalesce(mother, w.mother_person) INTO mother
    FROM public.documentation_watch w WHERE w.notification_id = head;
  PERFORM pg_advisory_xact_lock(hashtextextended('family ' || coalesce(mother, head), 0));
  heads := ARRAY(SELECT n.id FROM public.birth_notification n WHERE n.id = head OR n.duplicate_of = head);
  RETURN QUERY SELECT head, w.sibling_id, w.birth_date, coalesce(s.sex, n.sex), coalesce(w.given_name, '')
    FROM public.documentation_watch w LEFT JOIN public.undocumented_sibling s ON s.id = w.sibling_id
      LEFT JOIN public.birth_notification n ON n.id = w.notification_id
    WHERE (w.notification_id = ANY (heads) OR w.sibling_of = ANY (heads) OR w.mother_person = mother)
      AND w.state <> 'CANCELLED' AND w.duplicate_of IS NULL
    UNION ALL SELECT head, NULL, NULL, NULL, NULL
    ORDER BY 3, 2;
END $function$;
GRANT EXECUTE ON FUNCTION children_of_family(uuid) TO kamkor_app;

-- complete_siblings
CREATE OR REPLACE FUNCTION public.complete_siblings(visit uuid, siblings uuid[], names text[], sexes text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  UPDATE public.undocumented_sibling s SET given_name = CASE s.given_name WHEN '' THEN f.name ELSE s.given_name END,
      sex = CASE s.sex WHEN 'UNDETERMINED' THEN f.sex ELSE s.sex END
    FROM unnest(siblings, names, sexes) AS f(id, name, sex)
    WHERE s.id = f.id AND s.id IN (SELECT c.id FROM public.children_of_family(visit) c);
  UPDATE public.documentation_watch w SET given_name = f.name
    FROM unnest(siblings, names) AS f(id, name)
    WHERE w.sibling_id = f.id AND w.given_name IS NULL AND f.name <> ''
      AND w.sibling_id IN (SELECT c.id FROM public.children_of_family(visit) c);
$function$;
GRANT EXECUTE ON FUNCTION complete_siblings(uuid, uuid[], text[], text[]) TO kamkor_app;

-- count_backlog
CREATE OR REPLACE FUNCTION public.count_backlog(starts uuid[])
 RETURNS TABLE(start_id uuid, waiting bigint, released bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT s.id,
    (SELECT count(*) FROM public.documentation_watch w WHERE w.awaits_release
      AND w.territory >= s.territory AND w.territory < (s.territory || '.') COLLATE "C"),
    (SELECT count(*) FROM public.documentation_watch w WHERE w.released_at >= s.declared_at AND w.due_at < s.starts_at
      AND w.territory >= s.territory AND w.territory < (s.territory || '.') COLLATE "C")
  FROM public.territory_start s WHERE s.id = ANY (starts) AND s.withdrawn_at IS NULL AND (((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) OR ((SELECT current_setting('kamkor.territory_from', true)) >= territory
    AND (SELECT current_setting('kamkor.territory_from', true)) < (territory || '.') COLLATE "C"))
  AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
$function$;
GRANT EXECUTE ON FUNCTION count_backlog(uuid[]) TO kamkor_app;

-- count_documentation
CREATE OR REPLACE FUNCTION public.count_documentation(root text, first_day date, last_day date, start_at timestamp with time zone, end_at timestamp with time zone, now_at timestamp with time zone, zone text)
 RETURNS TABLE(responsible text, part text, measure text, key text, children bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    WITH watched AS (
      SELECT w.notification_id, w.responsible, w.birth_date, w.due_at, w.documented_at,
        array_to_string((string_to_array(w.territory, '-'))[:1 + array_length(string_to_array(root, '-'), 1)], '-') AS part,
        least(w.applied_at, w.documented_at) AS applied_at, s.found_at
      FROM public.documentation_watch w LEFT JOIN public.undocumented_sibling s ON s.id = w.sibling_id
      WHERE w.territory >= root COLLATE "C" AND w.territory < (root || '.') COLLATE "C" AND w.state <> 'CANCELLED' AND w.duplicate_of IS NULL
        AND (w.territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND w.territory < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-supervisor|registrar|guardianship|auditor),')
        AND (w.responsible = 'SOCIAL_UNIT' OR (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship|auditor),'))
    ), child AS MATERIALIZED (
      SELECT *, documented_at >= start_at AND documented_at < end_at AS documented_now,
        (documented_at AT TIME ZONE zone)::date - birth_date AS days,
        CASE WHEN due_at >= end_at OR due_at > now_at OR applied_at < due_at THEN NULL
          WHEN due_at >= start_at THEN 'NEW'
          WHEN documented_at IS NULL OR documented_at >= start_at THEN 'OPENING' END AS stock
      FROM watched WHERE found_at IS NULL
    ), visit AS MATERIALIZED (
      SELECT v.notification_id, min(v.visited_at) AS first_at, bool_or(v.visited_at >= start_at) AS now
      FROM child c JOIN public.outreach_visit v USING (notification_id)
      WHERE c.stock IS NOT NULL AND v.visited_at < end_at GROUP BY v.notification_id
    ), said AS (
      SELECT DISTINCT v.notification_id, f.measure, f.key
      FROM child c JOIN public.outreach_visit v USING (notification_id), LATERAL (
        SELECT 'REASON' AS measure, unnest(v.reasons) AS key UNION ALL SELECT 'OBSTACLE', unnest(v.obstacles)) f
      WHERE c.stock IS NOT NULL AND v.visited_at < end_at
    ), line AS (
      SELECT c.responsible, c.part, m.measure, m.key FROM child c LEFT JOIN visit v USING (notification_id),
        LATERAL (VALUES
          ('NOTIFIED', '', c.birth_date BETWEEN first_day AND last_day),
          ('APPLIED_IN_TIME', '', c.applied_at < c.due_at AND c.applied_at >= start_at AND c.applied_at < end_at),
          ('TERM_ENDED', '', c.due_at >= start_at AND c.due_at < end_at AND c.due_at <= now_at),
          ('DAYS', c.days::text, c.documented_now),
          ('OVERDUE', c.stock, c.stock IS NOT NULL),
          ('VISITED', c.stock, c.stock IS NOT NULL AND v.now),
          ('DOCUMENTED_VISITED', c.stock, c.stock IS NOT NULL AND c.documented_now AND v.first_at <= c.documented_at),
          ('DOCUMENTED_UNVISITED', c.stock,
            c.stock IS NOT NULL AND c.documented_now AND (v.first_at <= c.documented_at) IS NOT TRUE),
          ('DAYS_' || c.stock, c.days::text, c.stock IS NOT NULL AND c.documented_now)) m (measure, key, holds)
      WHERE m.holds
      UNION ALL
      SELECT c.responsible, c.part, s.measure || d.suffix, s.key
      FROM child c JOIN said s USING (notification_id), LATERAL (VALUES ('', true), ('_DOCUMENTED', c.documented_now))
        d (suffix, holds) WHERE d.holds
      UNION ALL
      SELECT w.responsible, w.part, m.measure, '' FROM watched w, LATERAL (VALUES
        ('SIBLING_FOUND', w.found_at >= start_at),
        ('SIBLING_DOCUMENTED', w.documented_at >= start_at AND w.documented_at < end_at),
        ('SIBLING_OPEN', w.documented_at IS NULL OR w.documented_at >= end_at)) m (measure, holds)
      WHERE w.found_at < end_at AND m.holds
    )
    SELECT responsible, part, measure, key, count(*) FROM line GROUP BY 1, 2, 3, 4
  $function$;
GRANT EXECUTE ON FUNCTION count_documentation(text, date, date, timestamp with time zone, timestamp with time zone, timestamp with time zone, text) TO kamkor_app;

-- count_late_visit
CREATE OR REPLACE FUNCTION public.count_late_visit(visit uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  UPDATE public.outreach_task t SET version = t.version + 1, visits = t.visits + 1,
      last_visited_at = greatest(t.last_visited_at, v.visited_at), state = CASE t.state WHEN 'OPEN' THEN 'OPEN' WHEN 'CLOSED' THEN 'CLOSED' WHEN 'WITHDRAWN' THEN 'CLOSED' END
    FROM public.outreach_visit v
    WHERE v.id = visit AND (v.recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND t.id = v.task_id AND t.responsible = v.responsible
$function$;
GRANT EXECUTE ON FUNCTION count_late_visit(uuid) TO kamkor_app;

-- deadline_cancel
CREATE OR REPLACE FUNCTION public.deadline_cancel(subjects uuid[], because text, legal_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
END $function$;

-- deadline_drop_months
CREATE OR REPLACE FUNCTION public.deadline_drop_months(keep integer)
 RETURNS text[]
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET lock_timeout TO '2s'
AS $function$
DECLARE
  month_table text;
  dropped text[] := '{}';
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('kamkor.months.deadline'));
  FOR month_table IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.deadline'::regclass AND c.relname ~ '_\d{4}_\d{2}$'
      AND to_date(right(c.relname, 7), 'YYYY_MM') < date_trunc('month', now()) - greatest(keep, 12) * interval '1 month'
    ORDER BY 1
  LOOP
    EXECUTE format('DROP TABLE public.%I', month_table);
    dropped := dropped || month_table;
  END LOOP;
  RETURN dropped;
END $function$;
GRANT EXECUTE ON FUNCTION deadline_drop_months(integer) TO kamkor_worker;

-- deadline_due_kinds
CREATE OR REPLACE FUNCTION public.deadline_due_kinds(kinds text[], legal_now timestamp with time zone, OUT pending text[], OUT beyond_limit text[], OUT parked text[])
 RETURNS record
 LANGUAGE plpgsql
AS $function$
BEGIN
  pending := ARRAY(SELECT k FROM unnest(kinds) k, LATERAL (SELECT FROM deadline d
    WHERE d.filed_under IS NULL AND d.state = 'PENDING' AND d.kind = k AND d.due_at <= legal_now ORDER BY d.due_at LIMIT 1) one);
  beyond_limit := ARRAY(SELECT DISTINCT s.kind FROM (SELECT d.kind FROM deadline d
    WHERE d.filed_under IS NULL AND d.state = 'SUSPENDED' AND d.outer_limit <= legal_now AND d.kind = ANY (kinds)
    ORDER BY d.outer_limit LIMIT 500) s);
  parked := ARRAY(SELECT DISTINCT s.kind FROM (SELECT d.kind FROM deadline d
    WHERE d.filed_under IS NULL AND d.state = 'PARKED' AND d.retry_at <= clock_timestamp() AND d.kind = ANY (kinds)
    ORDER BY d.retry_at LIMIT 500) s);
END $function$;
GRANT EXECUTE ON FUNCTION deadline_due_kinds(text[], timestamp with time zone) TO kamkor_worker;

-- deadline_lock
CREATE OR REPLACE FUNCTION public.deadline_lock(subjects uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM public.deadline d WHERE d.subject_id = ANY (subjects) AND d.filed_under IS NULL AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')
    ORDER BY d.id FOR UPDATE;
END $function$;

-- deadline_make_month
CREATE OR REPLACE FUNCTION public.deadline_make_month(month date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET lock_timeout TO '2s'
AS $function$
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
END $function$;
GRANT EXECUTE ON FUNCTION deadline_make_month(date) TO kamkor_worker;

-- deadline_merge_person
CREATE OR REPLACE FUNCTION public.deadline_merge_person(merged uuid, kept uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  UPDATE public.deadline d SET version = d.version + 1, person = kept
    WHERE d.person = merged AND d.filed_under IS NULL AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED');
END $function$;

-- deadline_move
CREATE OR REPLACE FUNCTION public.deadline_move(subjects uuid[], to_territory text, to_owner text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  UPDATE public.deadline d SET version = d.version + 1, territory = to_territory, owner = coalesce(to_owner, d.owner)
    WHERE d.subject_id = ANY (subjects) AND d.filed_under IS NULL AND d.state IN ('PENDING', 'SUSPENDED', 'PARKED')
      AND (d.territory, d.owner) IS DISTINCT FROM (to_territory, coalesce(to_owner, d.owner));
END $function$;

-- deadline_open
CREATE OR REPLACE FUNCTION public.deadline_open(kind text, subject_type text, subject_id uuid, person uuid, territory text, owner text, binds text, regulation text, opened_at timestamp with time zone, due_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO public.deadline (id, kind, subject_type, subject_id, person, territory, owner, binds, regulation, opened_at,
      due_at)
    VALUES (gen_random_uuid(), kind, subject_type, subject_id, person, territory, owner, binds, regulation, opened_at, due_at)
    ON CONFLICT DO NOTHING;
  PERFORM pg_notify('kamkor_deadline', '');
END $function$;

-- follow_notification
CREATE OR REPLACE FUNCTION public.follow_notification(of uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  PERFORM public.lock_watch_of(of);
  UPDATE public.documentation_watch w SET version = w.version + 1, territory = n.territory,
      territory_source = n.territory_source
    FROM public.birth_notification n WHERE n.id = of AND w.notification_id = of
      AND (w.territory, w.territory_source) IS DISTINCT FROM (n.territory, n.territory_source);
  PERFORM public.follow_watch(of);
END $function$;
GRANT EXECUTE ON FUNCTION follow_notification(uuid) TO kamkor_app;
GRANT EXECUTE ON FUNCTION follow_notification(uuid) TO kamkor_worker;

-- follow_watch
CREATE OR REPLACE FUNCTION public.follow_watch(of uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  UPDATE public.outreach_task t SET version = t.version + 1, territory = w.territory, responsible = w.responsible,
      assigned_to = NULL, assigned_at = NULL, assigned_by = NULL
    FROM public.documentation_watch w WHERE w.notification_id = of AND t.watch_id = w.id AND t.state = 'OPEN'
      AND (t.territory, t.responsible) IS DISTINCT FROM (w.territory, w.responsible);
  PERFORM public.deadline_move(ARRAY(SELECT w.id FROM public.documentation_watch w WHERE w.notification_id = of
    UNION ALL SELECT t.id FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN'), w.territory, w.responsible)
    FROM public.documentation_watch w WHERE w.notification_id = of;
  UPDATE public.outreach_visit v SET territory = w.territory
    FROM public.documentation_watch w JOIN public.outreach_task t ON t.watch_id = w.id AND t.state = 'OPEN'
    WHERE w.notification_id = of AND v.task_id = t.id AND v.responsible = w.responsible AND v.territory <> w.territory;
  UPDATE public.undocumented_sibling s SET territory = w.territory, responsible = w.responsible
    FROM public.documentation_watch w WHERE w.notification_id = of AND s.id = w.sibling_id
      AND (s.territory, s.responsible) IS DISTINCT FROM (w.territory, w.responsible);
  PERFORM public.deadline_move(ARRAY(SELECT c.id FROM public.safety_concern c
      WHERE c.notification_id = of AND c.state = 'RAISED'), w.territory, NULL)
    FROM public.documentation_watch w WHERE w.notification_id = of;
  UPDATE public.safety_concern c SET version = c.version + 1, territory = w.territory, escalated_to = NULL
    FROM public.documentation_watch w WHERE w.notification_id = of AND c.notification_id = of AND c.state = 'RAISED'
      AND c.territory <> w.territory;
END $function$;

-- found_by_caller
CREATE OR REPLACE FUNCTION public.found_by_caller(visit uuid, place text, body text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM public.outreach_visit v
    JOIN public.documentation_watch w ON w.notification_id = v.notification_id
    WHERE v.id = visit AND (v.recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND w.territory = place AND w.responsible = coalesce(body, w.responsible))
$function$;
GRANT EXECUTE ON FUNCTION found_by_caller(uuid, text, text) TO kamkor_app;

-- hold_own_namings
CREATE OR REPLACE FUNCTION public.hold_own_namings()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM public.protection_worker p WHERE p.state = 'NAMED' AND (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), '')))
    ORDER BY p.id FOR SHARE;
END $function$;
GRANT EXECUTE ON FUNCTION hold_own_namings() TO kamkor_app;

-- inbox_event_drop_months
CREATE OR REPLACE FUNCTION public.inbox_event_drop_months(keep integer, OUT dropped text[], OUT needed text[])
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET lock_timeout TO '2s'
AS $function$
DECLARE
  month_table text;
  month_from timestamptz;
  month_to timestamptz;
BEGIN
  dropped := '{}';
  needed := '{}';
  PERFORM pg_advisory_xact_lock(hashtext('kamkor.months.inbox_event'));
  FOR month_table IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.inbox_event'::regclass AND c.relname ~ '_\d{4}_\d{2}$' ORDER BY 1
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
END $function$;
GRANT EXECUTE ON FUNCTION inbox_event_drop_months(integer) TO kamkor_worker;

-- inbox_event_make_months
CREATE OR REPLACE FUNCTION public.inbox_event_make_months(ahead integer, OUT made text[], OUT moved bigint)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET lock_timeout TO '2s'
AS $function$
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
END $function$;
GRANT EXECUTE ON FUNCTION inbox_event_make_months(integer) TO kamkor_worker;

-- lock_birth
CREATE OR REPLACE FUNCTION public.lock_birth(of uuid, OUT version integer, OUT care_status text, OUT live boolean, OUT death_stated boolean, OUT birth_date date, OUT territory text, OUT child_person uuid, OUT watch_id uuid)
 RETURNS SETOF record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
BEGIN
  PERFORM FROM public.birth_notification WHERE id = of FOR UPDATE;
  PERFORM public.lock_watch_of(of);
  RETURN QUERY SELECT n.version, n.care_status, n.live, n.death_stated_at IS NOT NULL, n.birth_date, n.territory,
      n.child_person, w.id
    FROM (SELECT * FROM public.birth_notification WHERE id = of AND (EXISTS (SELECT FROM public.outreach_visit v
  WHERE v.notification_id = of AND v.outcome = 'CHILD_DIED' AND (v.recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), '')))) OR ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') OR ((care_status IN ('WITH_PARENTS') AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (care_status IN ('RELINQUISHED', 'ABANDONED', 'IN_CARE') AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),'))))) OR ((facility = ANY ((SELECT coalesce(nullif(current_setting('kamkor.facilities', true), ''), '{}')::text[])::text[])) AND (SELECT current_setting('kamkor.roles', true) ~ ',(hospital|health-exchange),')) OR ((reporter = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(community-reporter),')))) n
    LEFT JOIN public.documentation_watch w ON w.notification_id = n.id;
  IF FOUND THEN RETURN; END IF;
  RETURN QUERY SELECT w.version, w.care_status, true, w.cancellation IS NOT DISTINCT FROM 'CHILD_DIED', w.birth_date,
      w.territory, w.child_person, w.id
    FROM public.documentation_watch w
    WHERE w.notification_id = of
      AND w.id IN (SELECT id FROM public.documentation_watch WHERE EXISTS (SELECT FROM public.outreach_visit v
  WHERE v.notification_id = of AND v.outcome = 'CHILD_DIED' AND (v.recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), '')))) OR ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') OR ((care_status IN ('WITH_PARENTS') AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (care_status IN ('RELINQUISHED', 'ABANDONED', 'IN_CARE') AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),'))))))
      AND NOT EXISTS (SELECT FROM public.birth_notification n WHERE n.id = of);
END $function$;
GRANT EXECUTE ON FUNCTION lock_birth(uuid) TO kamkor_app;

-- lock_handover
CREATE OR REPLACE FUNCTION public.lock_handover(offer uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE birth uuid;
BEGIN
  SELECT t.notification_id INTO birth FROM public.outreach_task t WHERE t.id =
    (SELECT task_id FROM public.outreach_handover WHERE id = offer AND ((to_territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND to_territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))));
  PERFORM FROM public.birth_notification n WHERE n.id = birth FOR UPDATE;
  PERFORM public.lock_watch_of(birth);
END $function$;
GRANT EXECUTE ON FUNCTION lock_handover(uuid) TO kamkor_app;

-- lock_watch_of
CREATE OR REPLACE FUNCTION public.lock_watch_of(of uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  PERFORM public.deadline_lock(ARRAY(SELECT w.id FROM public.documentation_watch w WHERE w.notification_id = of
    UNION ALL SELECT t.id FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN'));
  PERFORM FROM public.documentation_watch w WHERE w.notification_id = of FOR UPDATE;
  PERFORM FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN' ORDER BY t.id FOR UPDATE;
END $function$;

-- may_record_visit
CREATE OR REPLACE FUNCTION public.may_record_visit(task uuid, notification uuid, body text, visiting text, place text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM public.outreach_task t, LATERAL (SELECT t.territory, t.responsible, true AS own WHERE ((t.territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND t.territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((t.responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (t.responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),'))))
      UNION ALL (SELECT f.territory, f.responsible, false FROM public.outreach_former_unit f
        WHERE f.task_id = t.id AND ((f.territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND f.territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((f.responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (f.responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))) ORDER BY f.responsible = t.responsible DESC, f.territory LIMIT 1)
      LIMIT 1) by WHERE t.id = task
    AND t.notification_id = notification AND by.responsible = body AND by.territory = visiting AND CASE WHEN by.responsible = t.responsible THEN t.territory ELSE by.territory END = place)
$function$;
GRANT EXECUTE ON FUNCTION may_record_visit(uuid, uuid, text, text, text) TO kamkor_app;

-- noted_by_caller
CREATE OR REPLACE FUNCTION public.noted_by_caller(sibling uuid, head uuid, place text, body text, born date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM public.undocumented_sibling s WHERE s.id = sibling AND (s.recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), '')))
    AND s.family = head AND s.territory = place AND s.responsible = body AND s.birth_date = born)
$function$;
GRANT EXECUTE ON FUNCTION noted_by_caller(uuid, uuid, text, text, date) TO kamkor_app;

-- outbox_event_drop_months
CREATE OR REPLACE FUNCTION public.outbox_event_drop_months(keep integer, OUT dropped text[], OUT needed text[])
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET lock_timeout TO '2s'
AS $function$
DECLARE
  month_table text;
  month_from timestamptz;
  month_to timestamptz;
BEGIN
  dropped := '{}';
  needed := '{}';
  PERFORM pg_advisory_xact_lock(hashtext('kamkor.months.outbox_event'));
  FOR month_table IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.outbox_event'::regclass AND c.relname ~ '_\d{4}_\d{2}$' ORDER BY 1
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
END $function$;
GRANT EXECUTE ON FUNCTION outbox_event_drop_months(integer) TO kamkor_worker;

-- outbox_event_make_months
CREATE OR REPLACE FUNCTION public.outbox_event_make_months(ahead integer, OUT made text[], OUT moved bigint)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET lock_timeout TO '2s'
AS $function$
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
END $function$;
GRANT EXECUTE ON FUNCTION outbox_event_make_months(integer) TO kamkor_worker;

-- put_care
CREATE OR REPLACE FUNCTION public.put_care(of uuid, status text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  UPDATE public.birth_notification SET care_status = status, version = version + 1 WHERE id = of;
  UPDATE public.documentation_watch SET care_status = status, version = version + 1,
      responsible = CASE status WHEN 'WITH_PARENTS' THEN 'SOCIAL_UNIT' WHEN 'RELINQUISHED' THEN 'GUARDIANSHIP' WHEN 'ABANDONED' THEN 'GUARDIANSHIP' WHEN 'IN_CARE' THEN 'GUARDIANSHIP' END
    WHERE notification_id = of;
  PERFORM public.follow_watch(of);
END $function$;

-- put_death
CREATE OR REPLACE FUNCTION public.put_death(of uuid, day date, legal_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  UPDATE public.birth_notification SET died_on = day, death_stated_at = legal_now, version = version + 1 WHERE id = of;
  PERFORM public.deadline_cancel(ARRAY(SELECT w.id FROM public.documentation_watch w WHERE w.notification_id = of
    UNION ALL SELECT t.id FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN'), 'the child has died', legal_now);
  UPDATE public.outreach_task SET version = version + 1, closing = 'CHILD_DIED', closed_at = legal_now, reminder_due_at = NULL,
    next_visit_due_at = NULL, state = CASE visits WHEN 0 THEN 'WITHDRAWN' ELSE 'CLOSED' END
    WHERE notification_id = of AND state = 'OPEN';
  UPDATE public.documentation_watch SET state = 'CANCELLED', cancellation = 'CHILD_DIED',
      version = version + 1
    WHERE notification_id = of AND state IN ('AWAITING_APPLICATION', 'APPLIED', 'OVERDUE');
END $function$;

-- release_concerns
CREATE OR REPLACE FUNCTION public.release_concerns(naming uuid, due timestamp with time zone)
 RETURNS TABLE(id uuid, child_person uuid, territory text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  UPDATE public.safety_concern c SET state = CASE c.state WHEN 'TAKEN_UP' THEN 'RAISED' END, taken_up_at = NULL, taken_up_by = NULL, due_at = due,
      version = c.version + 1
    FROM public.protection_worker p
    WHERE p.id = naming AND p.state = 'WITHDRAWN' AND (p.withdrawn_by = (SELECT nullif(current_setting('kamkor.subject', true), '')))
      AND c.state IN ('TAKEN_UP') AND c.taken_up_by = p.subject
      AND c.territory >= p.territory AND c.territory < p.territory || '.'
      AND NOT EXISTS (SELECT FROM public.protection_worker o WHERE o.subject = p.subject AND o.state = 'NAMED'
        AND c.territory >= o.territory AND c.territory < o.territory || '.')
    RETURNING c.id, c.child_person, c.territory
$function$;
GRANT EXECUTE ON FUNCTION release_concerns(uuid, timestamp with time zone) TO kamkor_app;

-- remember_unit
CREATE OR REPLACE FUNCTION public.remember_unit()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO public.outreach_former_unit (task_id, territory, responsible, left_at)
    VALUES (OLD.id, OLD.territory, OLD.responsible, coalesce(nullif(current_setting('kamkor.now', true), '')::timestamptz, now()))
    ON CONFLICT ON CONSTRAINT outreach_former_unit_pk DO UPDATE SET left_at = excluded.left_at;
  RETURN NULL;
END $function$;

-- standings_of_child
CREATE OR REPLACE FUNCTION public.standings_of_child(of uuid)
 RETURNS TABLE(notification_id uuid, territory text, care_status text, died boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  WITH kept AS (
    SELECT k.* FROM public.birth_notification n JOIN public.birth_notification k ON k.id = coalesce(n.duplicate_of, n.id)
    WHERE n.id = of
  ), every AS (
    SELECT * FROM kept
    UNION ALL SELECT c.* FROM kept JOIN public.birth_notification c ON c.duplicate_of = kept.id
  )
  SELECT every.id, kept.territory, CASE WHEN kept.care_status IN ('RELINQUISHED', 'ABANDONED', 'IN_CARE') THEN kept.care_status ELSE every.care_status END, kept.death_stated_at IS NOT NULL OR every.death_stated_at IS NOT NULL
  FROM every, kept WHERE every.live
  UNION ALL
  SELECT every.notification_id, kept.territory, CASE WHEN kept.care_status IN ('RELINQUISHED', 'ABANDONED', 'IN_CARE') THEN kept.care_status ELSE every.care_status END,
    coalesce('CHILD_DIED' IN (kept.cancellation, every.cancellation), false)
  FROM public.documentation_watch w JOIN public.documentation_watch kept ON kept.id = coalesce(w.duplicate_of, w.id)
    JOIN public.documentation_watch every ON every.id = kept.id OR every.duplicate_of = kept.id
  WHERE w.notification_id = of AND w.sibling_id IS NOT NULL AND every.sibling_id IS NOT NULL
$function$;
GRANT EXECUTE ON FUNCTION standings_of_child(uuid) TO kamkor_app;
GRANT EXECUTE ON FUNCTION standings_of_child(uuid) TO kamkor_worker;

-- state_care
CREATE OR REPLACE FUNCTION public.state_care(of uuid, status text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE kept uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM public.lock_birth(of)) THEN RAISE EXCEPTION 'not for this caller to state'; END IF;
  kept := coalesce(
    (SELECT n.duplicate_of FROM public.birth_notification n WHERE n.id = of AND n.duplicate_of IS NOT NULL),
    (SELECT k.notification_id FROM public.documentation_watch c
      JOIN public.documentation_watch k ON k.id = c.duplicate_of WHERE c.notification_id = of));
  PERFORM public.put_care(of, status);
  IF kept IS NOT NULL THEN
    PERFORM FROM public.birth_notification WHERE id = kept FOR UPDATE;
    PERFORM public.lock_watch_of(kept);
    PERFORM public.put_care(kept, status);
  END IF;
  RETURN kept;
END $function$;
GRANT EXECUTE ON FUNCTION state_care(uuid, text) TO kamkor_app;

-- state_death
CREATE OR REPLACE FUNCTION public.state_death(of uuid, day date, legal_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE kept uuid;
BEGIN
  IF NOT EXISTS (SELECT FROM public.lock_birth(of)) THEN RAISE EXCEPTION 'not for this caller to state'; END IF;
  kept := coalesce(
    (SELECT n.duplicate_of FROM public.birth_notification n WHERE n.id = of AND n.duplicate_of IS NOT NULL),
    (SELECT k.notification_id FROM public.documentation_watch c
      JOIN public.documentation_watch k ON k.id = c.duplicate_of WHERE c.notification_id = of));
  PERFORM public.put_death(of, day, legal_now);
  IF kept IS NOT NULL THEN
    PERFORM FROM public.birth_notification WHERE id = kept FOR UPDATE;
    PERFORM public.lock_watch_of(kept);
    PERFORM public.put_death(kept, day, legal_now);
  END IF;
END $function$;
GRANT EXECUTE ON FUNCTION state_death(uuid, date, timestamp with time zone) TO kamkor_app;

-- take_over
CREATE OR REPLACE FUNCTION public.take_over(offer uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE birth uuid; place text;
BEGIN
  SELECT t.notification_id, h.to_territory INTO birth, place
    FROM public.outreach_handover h JOIN public.outreach_task t ON t.id = h.task_id AND t.state = 'OPEN'
      AND t.territory = h.from_territory AND t.responsible = h.responsible
    WHERE h.id = offer AND h.state = 'ACCEPTED' AND h.decided_by = current_setting('kamkor.subject', true);
  IF birth IS NULL THEN RETURN false; END IF;
  UPDATE public.birth_notification SET territory = place, territory_source = 'HANDED_OVER', version = version + 1
    WHERE id = birth;
  UPDATE public.documentation_watch SET territory = place, territory_source = 'HANDED_OVER', version = version + 1
    WHERE notification_id = birth;
  PERFORM public.follow_watch(birth);
  RETURN true;
END $function$;
GRANT EXECUTE ON FUNCTION take_over(uuid) TO kamkor_app;

-- trail_entry_drop_months
CREATE OR REPLACE FUNCTION public.trail_entry_drop_months(keep integer, OUT dropped text[], OUT needed text[])
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET lock_timeout TO '2s'
AS $function$
DECLARE
  month_table text;
  month_from timestamptz;
  month_to timestamptz;
BEGIN
  dropped := '{}';
  needed := '{}';
  PERFORM pg_advisory_xact_lock(hashtext('kamkor.months.trail_entry'));
  FOR month_table IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.trail_entry'::regclass AND c.relname ~ '_\d{4}_\d{2}$' ORDER BY 1
  LOOP
    month_from := to_date(right(month_table, 7), 'YYYY_MM');
    month_to := month_from + interval '1 month';
    CONTINUE WHEN month_to > date_trunc('month', now()) - greatest(keep, 12) * interval '1 month';
    INSERT INTO public.trail_dropped (month_from, month_to) VALUES (month_from, month_to)
    ON CONFLICT DO NOTHING;
    EXECUTE format('DROP TABLE public.%I', month_table);
    dropped := dropped || month_table;
  END LOOP;
END $function$;

-- trail_entry_make_months
CREATE OR REPLACE FUNCTION public.trail_entry_make_months(ahead integer, OUT made text[], OUT moved bigint)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET "TimeZone" TO 'UTC'
 SET lock_timeout TO '2s'
AS $function$
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
END $function$;
GRANT EXECUTE ON FUNCTION trail_entry_make_months(integer) TO kamkor_worker;

-- trail_log
CREATE OR REPLACE FUNCTION public.trail_log(persons uuid[], before timestamp with time zone, before_handle uuid, at_most integer)
 RETURNS SETOF trail_entry
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
END $function$;
GRANT EXECUTE ON FUNCTION trail_log(uuid[], timestamp with time zone, uuid, integer) TO kamkor_app;
GRANT EXECUTE ON FUNCTION trail_log(uuid[], timestamp with time zone, uuid, integer) TO kamkor_worker;

-- trail_log_count
CREATE OR REPLACE FUNCTION public.trail_log_count(persons uuid[])
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
DECLARE
  since timestamptz := (SELECT CASE WHEN bool_and(substr(p::text, 15, 1) = '7')
    THEN to_timestamp(min(('x' || substr(replace(p::text, '-', ''), 1, 12))::bit(48)::bigint) / 1000.0) - interval '1 day'
    ELSE '-infinity' END FROM unnest(persons) p);
BEGIN
  RETURN (SELECT count(*) FROM public.trail_entry e
    WHERE e.person = ANY (persons) AND NOT e.withheld_from_person AND e.recorded_at >= since);
END $function$;
GRANT EXECUTE ON FUNCTION trail_log_count(uuid[]) TO kamkor_app;
GRANT EXECUTE ON FUNCTION trail_log_count(uuid[]) TO kamkor_worker;

-- trail_refuse_change
CREATE OR REPLACE FUNCTION public.trail_refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION '% of % is refused: the trail is append only', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $function$;

-- visited_task
CREATE OR REPLACE FUNCTION public.visited_task(of uuid, says_death boolean)
 RETURNS TABLE(version integer, state text, closed_at timestamp with time zone, own boolean, made_by text, made_in text, kept_in text, notification_id uuid, child_person uuid, mother_person uuid, mother_name text, born_at timestamp with time zone, died boolean, care_status text, territory text, territory_source text, responsible text, reminder_due_at timestamp with time zone, reminders integer, last_visited_at timestamp with time zone, next_visit_due_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
#variable_conflict use_column
DECLARE birth uuid; moved uuid;
BEGIN
  SELECT t.notification_id INTO birth FROM public.outreach_task t, LATERAL (SELECT t.territory, t.responsible, true AS own WHERE ((t.territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND t.territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((t.responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (t.responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),'))))
      UNION ALL (SELECT f.territory, f.responsible, false FROM public.outreach_former_unit f
        WHERE f.task_id = t.id AND ((f.territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND f.territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((f.responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (f.responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))) ORDER BY f.responsible = t.responsible DESC, f.territory LIMIT 1)
      LIMIT 1) by WHERE t.id = of;
  LOOP
    IF birth IS NULL THEN RETURN; END IF;
    IF says_death THEN PERFORM FROM public.birth_notification n WHERE n.id = birth FOR UPDATE; END IF;
    PERFORM public.lock_watch_of(birth);
    SELECT t.notification_id INTO moved FROM public.outreach_task t WHERE t.id = of FOR UPDATE;
    EXIT WHEN moved = birth;
    birth := moved;
  END LOOP;
  RETURN QUERY SELECT t.version, t.state, CASE WHEN by.own THEN t.closed_at ELSE (SELECT f.left_at FROM public.outreach_former_unit f
      WHERE f.task_id = t.id AND f.responsible = by.responsible AND f.territory = by.territory) END, by.own, by.responsible, by.territory, CASE WHEN by.responsible = t.responsible THEN t.territory ELSE by.territory END, t.notification_id,
      t.child_person, w.mother_person, nullif(concat_ws(' ', n.mother_family_name, n.mother_given_name), ''),
      w.born_at, n.death_stated_at IS NOT NULL OR w.cancellation IS NOT DISTINCT FROM 'CHILD_DIED', w.care_status,
      w.territory, w.territory_source, w.responsible, t.reminder_due_at, t.reminders, t.last_visited_at,
      t.next_visit_due_at
    FROM public.outreach_task t JOIN public.documentation_watch w ON w.id = t.watch_id
      LEFT JOIN public.birth_notification n ON n.id = t.notification_id, LATERAL (SELECT t.territory, t.responsible, true AS own WHERE ((t.territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND t.territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((t.responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (t.responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),'))))
      UNION ALL (SELECT f.territory, f.responsible, false FROM public.outreach_former_unit f
        WHERE f.task_id = t.id AND ((f.territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND f.territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((f.responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (f.responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))) ORDER BY f.responsible = t.responsible DESC, f.territory LIMIT 1)
      LIMIT 1) by
    WHERE t.id = of;
END $function$;
GRANT EXECUTE ON FUNCTION visited_task(uuid, boolean) TO kamkor_app;

-- withdraw_handover
CREATE OR REPLACE FUNCTION public.withdraw_handover()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE legal_now timestamptz := coalesce(nullif(current_setting('kamkor.now', true), '')::timestamptz, now());
BEGIN
  PERFORM public.deadline_cancel(ARRAY(SELECT h.id FROM public.outreach_handover h WHERE h.task_id = NEW.id AND h.state IN ('OFFERED')
      AND (NEW.state <> 'OPEN' OR (h.from_territory, h.responsible) IS DISTINCT FROM (NEW.territory, NEW.responsible))),
    'the offer fell away with its task', legal_now);
  UPDATE public.outreach_handover h SET state = 'WITHDRAWN', withdrawn_at = legal_now,
      version = version + 1
    WHERE h.task_id = NEW.id AND h.state IN ('OFFERED')
      AND (NEW.state <> 'OPEN' OR (h.from_territory, h.responsible) IS DISTINCT FROM (NEW.territory, NEW.responsible));
  RETURN NULL;
END $function$;
