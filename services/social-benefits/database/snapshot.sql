-- public
CREATE SCHEMA public;
GRANT USAGE ON SCHEMA public TO PUBLIC;

-- child_standing
CREATE TABLE child_standing (
  notification_id uuid NOT NULL,
  territory text COLLATE "C" NOT NULL,
  apart boolean NOT NULL,
  died boolean NOT NULL DEFAULT false,
  CONSTRAINT child_standing_pk PRIMARY KEY (notification_id)
);
ALTER TABLE child_standing ENABLE ROW LEVEL SECURITY;
ALTER TABLE child_standing FORCE ROW LEVEL SECURITY;
CREATE POLICY child_standing_worker ON child_standing TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT INSERT, SELECT, UPDATE ON child_standing TO kamkor_worker;

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
CREATE POLICY deadline_of_own_body ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (owner IS DISTINCT FROM 'GUARDIANSHIP'::text OR ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(benefits-specialist|guardianship|auditor|admin),'::text));
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

-- hard_life_finding
CREATE TABLE hard_life_finding (
  visit_id uuid NOT NULL,
  situation_id uuid NOT NULL,
  territory text COLLATE "C" NOT NULL,
  found_at timestamp(3) with time zone NOT NULL,
  found_by text,
  family_knows boolean NOT NULL,
  circumstances text[] NOT NULL,
  CONSTRAINT hard_life_finding_found_by CHECK (found_by = ANY (ARRAY['SOCIAL_UNIT'::text, 'GUARDIANSHIP'::text])),
  CONSTRAINT hard_life_finding_pk PRIMARY KEY (visit_id),
  CONSTRAINT hard_life_finding_situation FOREIGN KEY (situation_id) REFERENCES hard_life_situation(id)
);
CREATE INDEX hard_life_finding_by_situation ON hard_life_finding USING btree (situation_id, found_at);
ALTER TABLE hard_life_finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE hard_life_finding FORCE ROW LEVEL SECURITY;
CREATE POLICY family_sees ON hard_life_finding FOR SELECT TO kamkor_app
  USING (family_knows AND (EXISTS ( SELECT
   FROM hard_life_situation s
  WHERE s.id = hard_life_finding.situation_id AND s.family_knows AND NOT s.apart_from_parents AND s.closing_reason IS DISTINCT FROM 'CHILD_DIED'::text AND (s.mother = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) OR s.child = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif"))))));
CREATE POLICY hard_life_finding_worker ON hard_life_finding TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY official_sees ON hard_life_finding FOR SELECT TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(benefits-specialist),'::text) OR ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) AND (COALESCE(found_by = 'GUARDIANSHIP'::text, false) OR (EXISTS ( SELECT
   FROM hard_life_situation s
  WHERE s.id = hard_life_finding.situation_id AND NOT s.apart_from_parents))) OR ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) AND (EXISTS ( SELECT
   FROM hard_life_situation s
  WHERE s.id = hard_life_finding.situation_id AND NOT s.apart_from_parents))));
GRANT SELECT ON hard_life_finding TO kamkor_app;
GRANT INSERT, SELECT, UPDATE (territory) ON hard_life_finding TO kamkor_worker;

-- hard_life_situation
CREATE TABLE hard_life_situation (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version integer NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'REGISTERED'::text,
  notification_id uuid NOT NULL,
  child uuid,
  mother uuid,
  found_child uuid,
  found_mother uuid,
  found_apart boolean NOT NULL DEFAULT false,
  apart_from_parents boolean NOT NULL DEFAULT false,
  territory text COLLATE "C" NOT NULL,
  family_knows boolean NOT NULL,
  found_at timestamp(3) with time zone NOT NULL,
  registered_at timestamp(3) with time zone NOT NULL,
  due_at timestamp(3) with time zone,
  assessment_overdue_since timestamp(3) with time zone,
  assessed_at timestamp(3) with time zone,
  assessment text,
  review_due_at timestamp(3) with time zone,
  review_overdue_since timestamp(3) with time zone,
  reviewed_at timestamp(3) with time zone,
  objection text,
  objected_at timestamp(3) with time zone,
  objection_due_at timestamp(3) with time zone,
  objection_overdue_since timestamp(3) with time zone,
  objection_outcome text,
  objection_decided_at timestamp(3) with time zone,
  closed_at timestamp(3) with time zone,
  closing_reason text,
  duplicate_of uuid,
  queue_rank integer NOT NULL GENERATED ALWAYS AS (
CASE
    WHEN state = 'CLOSED'::text OR LEAST(due_at, review_due_at, objection_due_at) IS NULL THEN 1
    ELSE 0
END) STORED,
  queue_at timestamp(3) with time zone NOT NULL GENERATED ALWAYS AS (
CASE
    WHEN state = 'CLOSED'::text THEN registered_at
    ELSE COALESCE(LEAST(due_at, review_due_at, objection_due_at), registered_at)
END) STORED,
  CONSTRAINT hard_life_situation_apart CHECK (NOT apart_from_parents OR mother IS NULL),
  CONSTRAINT hard_life_situation_assessed CHECK ((assessed_at IS NULL) = (assessment IS NULL) AND (state = 'CLOSED'::text OR (state = 'REGISTERED'::text) = (assessed_at IS NULL))),
  CONSTRAINT hard_life_situation_assessment CHECK (assessment = ANY (ARRAY['SUPPORT_PLANNED'::text, 'REFERRED'::text, 'NOT_CONFIRMED'::text])),
  CONSTRAINT hard_life_situation_closed CHECK ((state = 'CLOSED'::text) = (closed_at IS NOT NULL AND closing_reason IS NOT NULL)),
  CONSTRAINT hard_life_situation_closing_reason CHECK (closing_reason = ANY (ARRAY['OVERCOME'::text, 'NOT_CONFIRMED'::text, 'MOVED_AWAY'::text, 'FAMILY_DECLINED'::text, 'OBJECTION_UPHELD'::text, 'DUPLICATE'::text, 'CHILD_DIED'::text])),
  CONSTRAINT hard_life_situation_duplicate CHECK ((NOT closing_reason IS DISTINCT FROM 'DUPLICATE'::text) = (duplicate_of IS NOT NULL)),
  CONSTRAINT hard_life_situation_duplicate_of FOREIGN KEY (duplicate_of) REFERENCES hard_life_situation(id),
  CONSTRAINT hard_life_situation_not_of_itself CHECK (duplicate_of <> id),
  CONSTRAINT hard_life_situation_objected CHECK ((objection IS NULL) = (objected_at IS NULL) AND (objection_outcome IS NULL) = (objection_decided_at IS NULL) AND (objected_at IS NOT NULL OR objection_outcome IS NULL)),
  CONSTRAINT hard_life_situation_objection CHECK (objection = ANY (ARRAY['NOT_TRUE'::text, 'OVERCOME'::text, 'NOT_WANTED'::text, 'OTHER'::text])),
  CONSTRAINT hard_life_situation_objection_outcome CHECK (objection_outcome = ANY (ARRAY['UPHELD'::text, 'REJECTED'::text])),
  CONSTRAINT hard_life_situation_pk PRIMARY KEY (id),
  CONSTRAINT hard_life_situation_state CHECK (state = ANY (ARRAY['REGISTERED'::text, 'ASSESSED'::text, 'CLOSED'::text]))
);
CREATE INDEX hard_life_situation_by_child ON hard_life_situation USING btree (child) WHERE child IS NOT NULL;
CREATE INDEX hard_life_situation_by_found_child ON hard_life_situation USING btree (found_child) WHERE found_child IS NOT NULL;
CREATE INDEX hard_life_situation_by_found_mother ON hard_life_situation USING btree (found_mother) WHERE found_mother IS NOT NULL;
CREATE INDEX hard_life_situation_by_mother ON hard_life_situation USING btree (mother) WHERE mother IS NOT NULL;
CREATE INDEX hard_life_situation_duplicates ON hard_life_situation USING btree (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX hard_life_situation_of_birth ON hard_life_situation USING btree (notification_id);
CREATE UNIQUE INDEX hard_life_situation_one_open ON hard_life_situation USING btree (notification_id) WHERE state <> 'CLOSED'::text;
CREATE INDEX hard_life_situation_work_list ON hard_life_situation USING btree (territory, state, queue_rank, queue_at, id);
ALTER TABLE hard_life_situation ENABLE ROW LEVEL SECURITY;
ALTER TABLE hard_life_situation FORCE ROW LEVEL SECURITY;
CREATE POLICY family_objects ON hard_life_situation FOR UPDATE TO kamkor_app
  USING (state <> 'CLOSED'::text AND family_knows AND NOT apart_from_parents AND closing_reason IS DISTINCT FROM 'CHILD_DIED'::text AND (mother = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) OR child = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif"))))
  WITH CHECK (objected_at IS NOT NULL AND objection_outcome IS NULL AND state <> 'CLOSED'::text);
CREATE POLICY family_sees ON hard_life_situation FOR SELECT TO kamkor_app
  USING (family_knows AND NOT apart_from_parents AND closing_reason IS DISTINCT FROM 'CHILD_DIED'::text AND (mother = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) OR child = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif"))));
CREATE POLICY hard_life_situation_worker ON hard_life_situation TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY official_sees ON hard_life_situation FOR SELECT TO kamkor_app
  USING (territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(benefits-specialist|guardianship),'::text) OR NOT apart_from_parents AND ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text)));
CREATE POLICY specialist_decides ON hard_life_situation FOR UPDATE TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(benefits-specialist),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)));
GRANT SELECT, UPDATE (assessed_at, assessment, assessment_overdue_since, closed_at, closing_reason, due_at, family_knows, objected_at, objection, objection_decided_at, objection_due_at, objection_outcome, objection_overdue_since, review_due_at, review_overdue_since, reviewed_at, state, version) ON hard_life_situation TO kamkor_app;
GRANT INSERT, SELECT, UPDATE ON hard_life_situation TO kamkor_worker;

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
GRANT SELECT ON merged_person TO kamkor_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON merged_person TO kamkor_worker;

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

-- trail_entry_id_seq
CREATE SEQUENCE trail_entry_id_seq AS bigint START 1 INCREMENT 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1;
GRANT USAGE ON SEQUENCE trail_entry_id_seq TO kamkor_app;
GRANT USAGE ON SEQUENCE trail_entry_id_seq TO kamkor_worker;

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

-- kept_person
CREATE OR REPLACE FUNCTION public.kept_person(asked uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$
  WITH RECURSIVE way AS (
    SELECT asked AS id UNION SELECT m.kept FROM merged_person m JOIN way ON m.person = way.id)
  SELECT coalesce((SELECT w.id FROM way w WHERE NOT EXISTS (SELECT FROM merged_person m WHERE m.person = w.id)), asked)
$function$;
GRANT EXECUTE ON FUNCTION kept_person(uuid) TO kamkor_worker;

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
