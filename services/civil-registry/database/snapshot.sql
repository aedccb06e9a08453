-- public
CREATE SCHEMA public;
GRANT USAGE ON SCHEMA public TO PUBLIC;

-- act_sequence
CREATE TABLE act_sequence (
  year integer NOT NULL,
  territory text COLLATE "C" NOT NULL,
  last integer NOT NULL,
  CONSTRAINT act_sequence_pk PRIMARY KEY (year, territory)
);
ALTER TABLE act_sequence ENABLE ROW LEVEL SECURITY;
ALTER TABLE act_sequence FORCE ROW LEVEL SECURITY;
CREATE POLICY registrar_numbers ON act_sequence TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)))
  WITH CHECK (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)));
GRANT INSERT, SELECT, UPDATE ON act_sequence TO kamkor_app;

-- birth_record
CREATE TABLE birth_record (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version integer NOT NULL DEFAULT 1,
  notification_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'NOTIFIED'::text,
  registry_state text NOT NULL,
  child uuid,
  mother uuid,
  mother_pin text,
  withheld_from_mother boolean NOT NULL,
  territory text COLLATE "C" NOT NULL,
  facility text COLLATE "C",
  facility_record_number text NOT NULL,
  place_of_birth text,
  of_sibling boolean NOT NULL DEFAULT false,
  born_at timestamp(3) with time zone NOT NULL,
  birth_date date NOT NULL,
  birth_date_approximate boolean NOT NULL DEFAULT false,
  sex text NOT NULL,
  recorded_at timestamp(3) with time zone NOT NULL,
  applied_at timestamp(3) with time zone,
  applicant text,
  registered_at timestamp(3) with time zone,
  act_number text,
  issued_at timestamp(3) with time zone,
  certificate_series text,
  certificate_number text,
  due_at timestamp(3) with time zone,
  registration_overdue_since timestamp(3) with time zone,
  certificate_overdue_since timestamp(3) with time zone,
  pin_state text NOT NULL DEFAULT 'NOT_REQUESTED'::text,
  pin_requested_at timestamp(3) with time zone,
  pin_due_at timestamp(3) with time zone,
  pin_overdue_since timestamp(3) with time zone,
  pin_recorded_at timestamp(3) with time zone,
  parentage text NOT NULL DEFAULT 'NOT_QUESTIONED'::text,
  applied_mother uuid,
  parentage_filed_by text,
  parentage_due_at timestamp(3) with time zone,
  parentage_overdue_since timestamp(3) with time zone,
  parentage_decision text,
  parentage_grounds text,
  parentage_decided_by text,
  parentage_decided_at timestamp(3) with time zone,
  papers_on uuid,
  queue_rank integer NOT NULL GENERATED ALWAYS AS (
CASE
    WHEN due_at IS NULL THEN 1
    ELSE 0
END) STORED,
  queue_at timestamp(3) with time zone NOT NULL GENERATED ALWAYS AS (COALESCE(due_at, born_at)) STORED,
  CONSTRAINT birth_record_act_number UNIQUE (act_number),
  CONSTRAINT birth_record_applicant CHECK (applicant = ANY (ARRAY['MOTHER'::text, 'FATHER'::text, 'RELATIVE'::text, 'GUARDIAN'::text, 'INSTITUTION'::text])),
  CONSTRAINT birth_record_applied CHECK ((state <> 'NOTIFIED'::text) = (applied_at IS NOT NULL)),
  CONSTRAINT birth_record_applied_mother FOREIGN KEY (applied_mother) REFERENCES person(id),
  CONSTRAINT birth_record_certificate UNIQUE (certificate_series, certificate_number),
  CONSTRAINT birth_record_child UNIQUE (child),
  CONSTRAINT birth_record_child_fkey FOREIGN KEY (child) REFERENCES person(id),
  CONSTRAINT birth_record_child_for_papers CHECK (state = 'NOTIFIED'::text OR child IS NOT NULL),
  CONSTRAINT birth_record_date_settled CHECK (NOT birth_date_approximate OR (state = ANY (ARRAY['NOTIFIED'::text, 'APPLIED'::text]))),
  CONSTRAINT birth_record_identified CHECK ((registry_state = 'NOT_IDENTIFIED'::text) = (child IS NULL)),
  CONSTRAINT birth_record_issued CHECK ((state = 'CERTIFIED'::text) = (issued_at IS NOT NULL AND certificate_number IS NOT NULL)),
  CONSTRAINT birth_record_mother FOREIGN KEY (mother) REFERENCES person(id),
  CONSTRAINT birth_record_notification UNIQUE (notification_id),
  CONSTRAINT birth_record_papers_on FOREIGN KEY (papers_on) REFERENCES birth_record(id),
  CONSTRAINT birth_record_parentage CHECK (parentage = ANY (ARRAY['NOT_QUESTIONED'::text, 'MISMATCH'::text, 'DECIDED'::text])),
  CONSTRAINT birth_record_parentage_decided CHECK ((parentage = 'DECIDED'::text) = (parentage_decision IS NOT NULL AND parentage_grounds IS NOT NULL AND parentage_decided_by IS NOT NULL)),
  CONSTRAINT birth_record_parentage_decision CHECK (parentage_decision = ANY (ARRAY['NOTIFIED_MOTHER'::text, 'APPLICATION_MOTHER'::text])),
  CONSTRAINT birth_record_parentage_filed CHECK ((parentage = 'NOT_QUESTIONED'::text) = (applied_mother IS NULL) AND (parentage = 'NOT_QUESTIONED'::text) = (parentage_filed_by IS NULL)),
  CONSTRAINT birth_record_parentage_first CHECK (parentage <> 'MISMATCH'::text OR (state = ANY (ARRAY['NOTIFIED'::text, 'APPLIED'::text]))),
  CONSTRAINT birth_record_parentage_second CHECK (parentage_decided_by <> parentage_filed_by),
  CONSTRAINT birth_record_pin_requested CHECK ((pin_state = 'NOT_REQUESTED'::text) = (pin_requested_at IS NULL) AND (pin_state = 'RECORDED'::text) = (pin_recorded_at IS NOT NULL) AND (pin_state = 'NOT_REQUESTED'::text OR (state = ANY (ARRAY['REGISTERED'::text, 'CERTIFIED'::text])))),
  CONSTRAINT birth_record_pin_state CHECK (pin_state = ANY (ARRAY['NOT_REQUESTED'::text, 'PENDING'::text, 'RECORDED'::text])),
  CONSTRAINT birth_record_pk PRIMARY KEY (id),
  CONSTRAINT birth_record_place CHECK (of_sibling OR place_of_birth IS NOT NULL),
  CONSTRAINT birth_record_registered CHECK ((state = ANY (ARRAY['REGISTERED'::text, 'CERTIFIED'::text])) = (registered_at IS NOT NULL AND act_number IS NOT NULL)),
  CONSTRAINT birth_record_registry_state CHECK (registry_state = ANY (ARRAY['MATCHED'::text, 'CREATED'::text, 'NOT_IDENTIFIED'::text])),
  CONSTRAINT birth_record_sex CHECK (sex = ANY (ARRAY['FEMALE'::text, 'MALE'::text, 'UNDETERMINED'::text])),
  CONSTRAINT birth_record_state CHECK (state = ANY (ARRAY['NOTIFIED'::text, 'APPLIED'::text, 'REGISTERED'::text, 'CERTIFIED'::text]))
);
CREATE INDEX birth_record_by_mother ON birth_record USING btree (mother) WHERE mother IS NOT NULL;
CREATE INDEX birth_record_by_mother_pin ON birth_record USING btree (mother_pin) WHERE mother IS NULL AND mother_pin IS NOT NULL;
CREATE INDEX birth_record_questioned ON birth_record USING btree (territory, parentage_due_at, id) WHERE parentage = 'MISMATCH'::text;
CREATE INDEX birth_record_waiting_for_pin ON birth_record USING btree (territory, pin_due_at, id) WHERE pin_state = 'PENDING'::text;
CREATE INDEX birth_record_work_list ON birth_record USING btree (territory, state, queue_rank, queue_at, id);
ALTER TABLE birth_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE birth_record FORCE ROW LEVEL SECURITY;
CREATE POLICY birth_record_worker ON birth_record TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY guardianship_sees ON birth_record FOR SELECT TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND withheld_from_mother);
CREATE POLICY merged_is_no_second_birth ON birth_record AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (papers_on IS NULL OR ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar|guardianship),'::text));
CREATE POLICY mother_applies ON birth_record FOR UPDATE TO kamkor_app
  USING (mother = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) AND NOT withheld_from_mother)
  WITH CHECK (mother = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) AND NOT withheld_from_mother AND (state = ANY (ARRAY['NOTIFIED'::text, 'APPLIED'::text])));
CREATE POLICY mother_sees ON birth_record FOR SELECT TO kamkor_app
  USING (mother = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) AND NOT withheld_from_mother);
CREATE POLICY owner_links ON birth_record TO <owner>
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text));
CREATE POLICY owner_merges ON birth_record TO <owner>
  USING (( SELECT current_setting('kamkor.merging'::text, true) = 'on'::text))
  WITH CHECK (( SELECT current_setting('kamkor.merging'::text, true) = 'on'::text));
CREATE POLICY registrar_decides ON birth_record FOR UPDATE TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)));
CREATE POLICY registrar_sees ON birth_record FOR SELECT TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)));
GRANT SELECT, UPDATE (act_number, applicant, applied_at, applied_mother, birth_date, birth_date_approximate, born_at, certificate_number, certificate_overdue_since, certificate_series, child, due_at, issued_at, parentage, parentage_decided_at, parentage_decided_by, parentage_decision, parentage_due_at, parentage_filed_by, parentage_grounds, parentage_overdue_since, pin_due_at, pin_overdue_since, pin_recorded_at, pin_requested_at, pin_state, registered_at, registration_overdue_since, registry_state, sex, state, version) ON birth_record TO kamkor_app;
GRANT INSERT, SELECT, UPDATE ON birth_record TO kamkor_worker;

-- child_standing
CREATE TABLE child_standing (
  notification_id uuid NOT NULL,
  territory text COLLATE "C" NOT NULL,
  withheld boolean NOT NULL,
  died boolean NOT NULL DEFAULT false,
  CONSTRAINT child_standing_pk PRIMARY KEY (notification_id)
) WITH (fillfactor=90);
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

-- document_help_request
CREATE TABLE document_help_request (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version integer NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'OPEN'::text,
  visit_id uuid NOT NULL,
  notification_id uuid NOT NULL,
  parent text NOT NULL,
  parent_person uuid,
  child uuid,
  document text NOT NULL,
  territory text COLLATE "C" NOT NULL,
  withheld boolean NOT NULL,
  found_at timestamp(3) with time zone NOT NULL,
  opened_at timestamp(3) with time zone NOT NULL,
  due_at timestamp(3) with time zone,
  overdue_since timestamp(3) with time zone,
  begun_at timestamp(3) with time zone,
  begun_by text,
  ended_at timestamp(3) with time zone,
  not_possible_reason text,
  queue_rank integer NOT NULL GENERATED ALWAYS AS (
CASE
    WHEN due_at IS NULL THEN 1
    ELSE 0
END) STORED,
  queue_at timestamp(3) with time zone NOT NULL GENERATED ALWAYS AS (COALESCE(due_at, opened_at)) STORED,
  CONSTRAINT document_help_request_begun CHECK (state = 'WITHDRAWN'::text OR (state = 'OPEN'::text) = (begun_at IS NULL)),
  CONSTRAINT document_help_request_ended CHECK ((state = ANY (ARRAY['HELPED'::text, 'NOT_POSSIBLE'::text, 'WITHDRAWN'::text])) = (ended_at IS NOT NULL)),
  CONSTRAINT document_help_request_not_possible CHECK ((state = 'NOT_POSSIBLE'::text) = (not_possible_reason IS NOT NULL)),
  CONSTRAINT document_help_request_once UNIQUE (visit_id, parent, document),
  CONSTRAINT document_help_request_parent CHECK (parent = ANY (ARRAY['MOTHER'::text, 'FATHER'::text])),
  CONSTRAINT document_help_request_pk PRIMARY KEY (id),
  CONSTRAINT document_help_request_state CHECK (state = ANY (ARRAY['OPEN'::text, 'IN_PROGRESS'::text, 'HELPED'::text, 'NOT_POSSIBLE'::text, 'WITHDRAWN'::text])),
  CONSTRAINT document_help_request_withheld CHECK (NOT withheld OR parent_person IS NULL)
);
CREATE INDEX document_help_request_of_birth ON document_help_request USING btree (notification_id);
CREATE UNIQUE INDEX document_help_request_one_open ON document_help_request USING btree (notification_id, parent, document) WHERE state = ANY (ARRAY['OPEN'::text, 'IN_PROGRESS'::text]);
CREATE INDEX document_help_request_work_list ON document_help_request USING btree (territory, state, queue_rank, queue_at, id);
ALTER TABLE document_help_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_help_request FORCE ROW LEVEL SECURITY;
CREATE POLICY document_help_request_worker ON document_help_request TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY guardianship_sees ON document_help_request FOR SELECT TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND withheld);
CREATE POLICY registrar_helps ON document_help_request FOR UPDATE TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)));
CREATE POLICY registrar_sees ON document_help_request FOR SELECT TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)));
CREATE POLICY visitor_sees ON document_help_request FOR SELECT TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND NOT withheld);
GRANT SELECT, UPDATE (begun_at, begun_by, child, due_at, ended_at, not_possible_reason, overdue_since, state, version) ON document_help_request TO kamkor_app;
GRANT INSERT, SELECT, UPDATE ON document_help_request TO kamkor_worker;

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
  USING ((kept = ANY ((ARRAY( SELECT person.id
   FROM person
  WHERE person.mother = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) AND NOT person.withheld_from_mother)))) AND NOT withheld);
CREATE POLICY owner_merges ON merged_person TO <owner>
  USING (( SELECT current_setting('kamkor.merging'::text, true) = 'on'::text))
  WITH CHECK (( SELECT current_setting('kamkor.merging'::text, true) = 'on'::text));
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

-- parentage_decided_before
CREATE TABLE parentage_decided_before (
  birth_record uuid NOT NULL,
  applied_mother uuid NOT NULL,
  decision text NOT NULL,
  grounds text NOT NULL,
  filed_by text NOT NULL,
  decided_by text NOT NULL,
  decided_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT parentage_decided_before_mother FOREIGN KEY (applied_mother) REFERENCES person(id),
  CONSTRAINT parentage_decided_before_of FOREIGN KEY (birth_record) REFERENCES birth_record(id),
  CONSTRAINT parentage_decided_before_pk PRIMARY KEY (birth_record, decided_at)
);
ALTER TABLE parentage_decided_before ENABLE ROW LEVEL SECURITY;
ALTER TABLE parentage_decided_before FORCE ROW LEVEL SECURITY;
CREATE POLICY registrar_keeps ON parentage_decided_before TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND (EXISTS ( SELECT
   FROM birth_record r
  WHERE r.id = parentage_decided_before.birth_record)));
GRANT INSERT, SELECT ON parentage_decided_before TO kamkor_app;

-- person
CREATE TABLE person (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  version integer NOT NULL DEFAULT 1,
  family_name text,
  given_name text,
  patronymic text,
  birth_date date NOT NULL,
  sex text NOT NULL,
  pin text,
  territory text COLLATE "C" NOT NULL,
  mother uuid,
  withheld_from_mother boolean NOT NULL DEFAULT false,
  known_from text NOT NULL,
  entered_at timestamp(3) with time zone NOT NULL,
  merged_into uuid,
  CONSTRAINT person_known_from CHECK (known_from = ANY (ARRAY['BIRTH_NOTIFICATION'::text, 'PAPER'::text, 'OTHER_REGISTER'::text])),
  CONSTRAINT person_merged_into FOREIGN KEY (merged_into) REFERENCES person(id),
  CONSTRAINT person_mother FOREIGN KEY (mother) REFERENCES person(id),
  CONSTRAINT person_named CHECK (known_from = 'BIRTH_NOTIFICATION'::text OR family_name IS NOT NULL AND given_name IS NOT NULL),
  CONSTRAINT person_not_merged_into_itself CHECK (merged_into <> id),
  CONSTRAINT person_not_own_mother CHECK (mother <> id),
  CONSTRAINT person_pin UNIQUE (pin),
  CONSTRAINT person_pk PRIMARY KEY (id),
  CONSTRAINT person_sex CHECK (sex = ANY (ARRAY['FEMALE'::text, 'MALE'::text, 'UNDETERMINED'::text]))
);
CREATE INDEX person_by_birth ON person USING btree (mother, birth_date, sex) WHERE mother IS NOT NULL;
CREATE INDEX person_by_merge ON person USING btree (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX person_by_territory ON person USING btree (territory, id);
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
CREATE POLICY citizen_sees_child ON person FOR SELECT TO kamkor_app
  USING (mother = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) AND NOT withheld_from_mother);
CREATE POLICY citizen_sees_self ON person FOR SELECT TO kamkor_app
  USING (id = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")));
CREATE POLICY gateway_resolves ON person FOR SELECT TO <owner>
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(gateway),'::text));
CREATE POLICY guardianship_sees ON person FOR SELECT TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(guardianship),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)));
CREATE POLICY merged_is_no_second_person ON person AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (merged_into IS NULL OR ( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar|guardianship),'::text));
CREATE POLICY official_sees ON person FOR SELECT TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(social-worker|social-supervisor|benefits-specialist),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)) AND NOT withheld_from_mother);
CREATE POLICY owner_links ON person TO <owner>
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text));
CREATE POLICY owner_merges ON person TO <owner>
  USING (( SELECT current_setting('kamkor.merging'::text, true) = 'on'::text))
  WITH CHECK (( SELECT current_setting('kamkor.merging'::text, true) = 'on'::text));
CREATE POLICY owner_resolves ON person FOR SELECT TO <owner>
  USING (merged_into IS NOT NULL AND ( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) IS NOT NULL));
CREATE POLICY person_worker ON person TO kamkor_worker
  USING (true)
  WITH CHECK (true);
CREATE POLICY registrar_enters ON person FOR INSERT TO kamkor_app
  WITH CHECK (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)));
CREATE POLICY registrar_names ON person FOR UPDATE TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)));
CREATE POLICY registrar_sees ON person FOR SELECT TO kamkor_app
  USING (( SELECT current_setting('kamkor.roles'::text, true) ~ ',(registrar),'::text) AND territory >= (( SELECT current_setting('kamkor.territory_from'::text, true) AS current_setting)) AND territory < (( SELECT current_setting('kamkor.territory_to'::text, true) AS current_setting)));
GRANT INSERT (birth_date, entered_at, family_name, given_name, id, known_from, mother, patronymic, pin, sex, territory, withheld_from_mother), SELECT, UPDATE (birth_date, family_name, given_name, patronymic, pin, sex, version, withheld_from_mother) ON person TO kamkor_app;
GRANT INSERT, SELECT, UPDATE ON person TO kamkor_worker;

-- person_merge
CREATE TABLE person_merge (
  notification_id uuid NOT NULL,
  kept_notification_id uuid NOT NULL,
  closed_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT person_merge_pk PRIMARY KEY (notification_id)
);
CREATE INDEX person_merge_by_kept ON person_merge USING btree (kept_notification_id);
ALTER TABLE person_merge ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_merge FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_merges ON person_merge FOR SELECT TO <owner>
  USING (( SELECT current_setting('kamkor.merging'::text, true) = 'on'::text));
CREATE POLICY person_merge_worker ON person_merge TO kamkor_worker
  USING (true)
  WITH CHECK (true);
GRANT DELETE, INSERT, SELECT, UPDATE ON person_merge TO kamkor_worker;

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
CREATE POLICY mother_sees_of_child ON trail_entry FOR SELECT TO kamkor_app
  USING ((person = ANY ((ARRAY( SELECT person.id
   FROM person
  WHERE person.mother = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) AND NOT person.withheld_from_mother)))) AND NOT withheld_from_person AND
CASE action
    WHEN 'READ'::text THEN field_groups <@ ARRAY['identity'::text, 'birth'::text]
    ELSE subject_type = ANY (ARRAY['Person'::text, 'BirthRecord'::text])
END AND (operation ~ '^(Query|Mutation)[.](me|person|personByPin|birthRecord|birthRecords|enterPerson|applyForBirthCertificate|withdrawBirthCertificateApplication|registerBirth|issueBirthCertificate|requestPin|recordPin|identifyChild)([+](me|person|personByPin|birthRecord|birthRecords|enterPerson|applyForBirthCertificate|withdrawBirthCertificateApplication|registerBirth|issueBirthCertificate|requestPin|recordPin|identifyChild))*$'::text OR (operation = ANY (ARRAY['Reference.BirthRecord'::text, 'Reference.Person'::text, 'event:BirthNotified'::text, 'event:BirthNotificationCompleted'::text, 'deadline:BIRTH_REGISTRATION'::text, 'deadline:CERTIFICATE_ISSUE'::text, 'deadline:PIN_ASSIGNMENT'::text]))) AND NOT actor_roles && ARRAY['guardianship'::text, 'benefits-specialist'::text, 'auditor'::text, 'admin'::text] AND NOT actor_roles && ARRAY['social-worker'::text, 'social-supervisor'::text]);
CREATE POLICY mother_sees_of_merged_child ON trail_entry FOR SELECT TO kamkor_app
  USING ((person = ANY ((ARRAY( SELECT m.person
   FROM merged_person m
  WHERE (m.kept = ANY ((ARRAY( SELECT person.id
           FROM person
          WHERE person.mother = (( SELECT NULLIF(current_setting('kamkor.person'::text, true), ''::text)::uuid AS "nullif")) AND NOT person.withheld_from_mother)))) AND NOT m.withheld)))) AND (NOT actor_roles && ARRAY['citizen'::text] OR actor = (( SELECT NULLIF(current_setting('kamkor.subject'::text, true), ''::text) AS "nullif"))) AND NOT withheld_from_person AND
CASE action
    WHEN 'READ'::text THEN field_groups <@ ARRAY['identity'::text, 'birth'::text]
    ELSE subject_type = ANY (ARRAY['Person'::text, 'BirthRecord'::text])
END AND (operation ~ '^(Query|Mutation)[.](me|person|personByPin|birthRecord|birthRecords|enterPerson|applyForBirthCertificate|withdrawBirthCertificateApplication|registerBirth|issueBirthCertificate|requestPin|recordPin|identifyChild)([+](me|person|personByPin|birthRecord|birthRecords|enterPerson|applyForBirthCertificate|withdrawBirthCertificateApplication|registerBirth|issueBirthCertificate|requestPin|recordPin|identifyChild))*$'::text OR (operation = ANY (ARRAY['Reference.BirthRecord'::text, 'Reference.Person'::text, 'event:BirthNotified'::text, 'event:BirthNotificationCompleted'::text, 'deadline:BIRTH_REGISTRATION'::text, 'deadline:CERTIFICATE_ISSUE'::text, 'deadline:PIN_ASSIGNMENT'::text]))) AND NOT actor_roles && ARRAY['guardianship'::text, 'benefits-specialist'::text, 'auditor'::text, 'admin'::text] AND NOT actor_roles && ARRAY['social-worker'::text, 'social-supervisor'::text]);
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

-- certificate_number
CREATE SEQUENCE certificate_number AS bigint START 1 INCREMENT 1 MINVALUE 1 MAXVALUE 9223372036854775807 CACHE 1;
GRANT USAGE ON SEQUENCE certificate_number TO kamkor_app;

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

-- kept_persons
CREATE OR REPLACE FUNCTION public.kept_persons(asked uuid[])
 RETURNS TABLE(id uuid, kept uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT p.id, p.merged_into FROM public.person p WHERE p.merged_into IS NOT NULL AND (SELECT nullif(current_setting('kamkor.subject', true), '') IS NOT NULL)
    AND (p.id = ANY (asked) OR p.merged_into = ANY (asked))
$function$;
GRANT EXECUTE ON FUNCTION kept_persons(uuid[]) TO kamkor_app;

-- link_notified_children
CREATE OR REPLACE FUNCTION public.link_notified_children(known_mother uuid, born_from date, born_to date)
 RETURNS TABLE(id uuid, "notificationId" uuid, "childId" uuid, "motherId" uuid, "registryState" text, "withheldFromMother" boolean)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    WITH linked AS (
      UPDATE public.birth_record r SET mother = m.id, version = r.version + 1 FROM public.person m
      WHERE m.id = known_mother AND m.pin = r.mother_pin AND r.mother IS NULL AND r.birth_date BETWEEN born_from AND born_to
      RETURNING r.id, r.notification_id, r.child, r.mother, r.registry_state, r.withheld_from_mother
    ), children AS (
      UPDATE public.person c SET mother = l.mother, version = c.version + 1 FROM linked l
      WHERE c.id = l.child AND c.mother IS NULL
    )
    SELECT * FROM linked
  $function$;
GRANT EXECUTE ON FUNCTION link_notified_children(uuid, date, date) TO kamkor_app;

-- merge_notified_persons
CREATE OR REPLACE FUNCTION public.merge_notified_persons(of uuid[])
 RETURNS TABLE(id uuid, kept uuid, withheld boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  #variable_conflict use_column
DECLARE merge record;
BEGIN
  FOR merge IN SELECT * FROM public.merge_person_rows(of) LOOP
    PERFORM set_config('kamkor.merging', 'on', true);
    INSERT INTO public.merged_person (person, kept, withheld) VALUES (merge.id, merge.kept, merge.withheld)
      ON CONFLICT (person) DO UPDATE SET kept = excluded.kept, withheld = excluded.withheld;
    PERFORM public.deadline_merge_person(merge.id, merge.kept);
    PERFORM set_config('kamkor.merging', '', true);
    id := merge.id; kept := merge.kept; withheld := merge.withheld;
    RETURN NEXT;
  END LOOP;
END $function$;
GRANT EXECUTE ON FUNCTION merge_notified_persons(uuid[]) TO kamkor_app;
GRANT EXECUTE ON FUNCTION merge_notified_persons(uuid[]) TO kamkor_worker;

-- merge_person_rows
CREATE OR REPLACE FUNCTION public.merge_person_rows(of uuid[])
 RETURNS TABLE(id uuid, kept uuid, withheld boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET enable_seqscan TO 'off'
AS $function$
  #variable_conflict use_column
BEGIN
  PERFORM set_config('kamkor.merging', 'on', true);
  IF NOT EXISTS (SELECT FROM public.person_merge m
    WHERE m.notification_id = ANY (of) OR m.kept_notification_id = ANY (of)) THEN
    PERFORM set_config('kamkor.merging', '', true);
    RETURN;
  END IF;
  UPDATE public.birth_record r SET papers_on = pair.carrier, version = r.version + 1
    FROM (
      SELECT CASE WHEN array_position(ARRAY['NOTIFIED', 'APPLIED', 'REGISTERED', 'CERTIFIED']::text[], closed.state) > array_position(ARRAY['NOTIFIED', 'APPLIED', 'REGISTERED', 'CERTIFIED']::text[], kept.state) THEN kept.id ELSE closed.id END AS idle,
        CASE WHEN array_position(ARRAY['NOTIFIED', 'APPLIED', 'REGISTERED', 'CERTIFIED']::text[], closed.state) > array_position(ARRAY['NOTIFIED', 'APPLIED', 'REGISTERED', 'CERTIFIED']::text[], kept.state) THEN closed.id ELSE kept.id END AS carrier
      FROM public.person_merge m JOIN public.birth_record closed ON closed.notification_id = m.notification_id
  JOIN public.birth_record kept ON kept.notification_id = m.kept_notification_id
  WHERE (m.notification_id = ANY (of) OR m.kept_notification_id = ANY (of)) AND closed.papers_on IS DISTINCT FROM kept.id AND kept.papers_on IS DISTINCT FROM closed.id) pair
    WHERE r.id = pair.idle AND r.papers_on IS NULL;
  RETURN QUERY UPDATE public.person p SET merged_into = pair.child, version = p.version + 1
    FROM (SELECT closed.child AS merged, kept.child, closed.withheld_from_mother OR kept.withheld_from_mother AS withheld
      FROM public.person_merge m JOIN public.birth_record closed ON closed.notification_id = m.notification_id
  JOIN public.birth_record kept ON kept.notification_id = m.kept_notification_id
  WHERE (m.notification_id = ANY (of) OR m.kept_notification_id = ANY (of)) AND closed.child IS NOT NULL AND kept.child IS NOT NULL) pair
    WHERE p.id = pair.merged AND p.merged_into IS NULL
    RETURNING p.id, p.merged_into, pair.withheld;
  PERFORM set_config('kamkor.merging', '', true);
END $function$;

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

-- person_by_identifier
CREATE OR REPLACE FUNCTION public.person_by_identifier(identifier text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  SELECT coalesce(merged_into, id) FROM public.person WHERE pin = identifier AND (SELECT current_setting('kamkor.roles', true) ~ ',(gateway),')
$function$;
GRANT EXECUTE ON FUNCTION person_by_identifier(text) TO kamkor_app;

-- take_mother_of_application
CREATE OR REPLACE FUNCTION public.take_mother_of_application(questioned uuid)
 RETURNS uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    WITH taken AS (
      UPDATE public.birth_record SET mother = applied_mother, mother_pin = NULL
      WHERE id = questioned AND parentage = 'MISMATCH' AND (SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true)))
        AND parentage_filed_by <> (SELECT current_setting('kamkor.subject', true))
      RETURNING child, mother
    ), child AS (
      UPDATE public.person c SET mother = taken.mother, version = c.version + 1 FROM taken WHERE c.id = taken.child
    )
    SELECT mother FROM taken
  $function$;
GRANT EXECUTE ON FUNCTION take_mother_of_application(uuid) TO kamkor_app;

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
