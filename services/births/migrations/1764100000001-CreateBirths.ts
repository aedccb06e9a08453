import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Made by `npm run schema -- --initial births` from the files in database/, and frozen with the first release. */
export class CreateBirths1764100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE facility (
  code text COLLATE "C" CONSTRAINT facility_pk PRIMARY KEY,
  territory text COLLATE "C" NOT NULL CONSTRAINT facility_territory REFERENCES territory (code),
  name_ky text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL
);
CREATE INDEX facility_of_territory ON facility (territory, code);

CREATE TABLE birth_notification (
  id uuid CONSTRAINT birth_notification_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  facility text COLLATE "C",
  reporter text,
  record_keeper text NOT NULL GENERATED ALWAYS AS (coalesce('F:' || facility, 'R:' || reporter)) STORED,
  facility_record_number text NOT NULL,
  duplicate_of uuid
    CONSTRAINT birth_notification_duplicate_of REFERENCES birth_notification (id)
    CONSTRAINT birth_notification_not_of_itself CHECK (duplicate_of <> id),
  born_at timestamptz(3) NOT NULL,
  birth_date date NOT NULL,
  place_of_birth text NOT NULL,
  birth_territory text COLLATE "C",
  sex text NOT NULL CONSTRAINT birth_notification_sex CHECK (sex IN ('FEMALE', 'MALE', 'UNDETERMINED')),
  weight_grams int,
  live boolean NOT NULL,
  plurality int,
  birth_order int,
  delivery_id text,
  attendant text CONSTRAINT birth_notification_attendant CHECK (attendant IN ('DOCTOR', 'MIDWIFE', 'FELDSHER', 'OTHER', 'NOBODY')),
  informant_phone text,
  mother_identity text NOT NULL
    CONSTRAINT birth_notification_mother CHECK (mother_identity IN ('PIN', 'NAMED', 'UNKNOWN')),
  mother_pin text,
  mother_family_name text,
  mother_given_name text,
  mother_name_key text COLLATE "C",
  mother_birth_date date,
  mother_address text,
  mother_territory text COLLATE "C",
  father_identity text CONSTRAINT birth_notification_father CHECK (father_identity IN ('PIN', 'NAMED', 'UNKNOWN')),
  father_pin text,
  father_family_name text,
  father_given_name text,
  father_birth_date date,
  care_status text NOT NULL CONSTRAINT birth_notification_care CHECK (care_status IN ('WITH_PARENTS', 'RELINQUISHED', 'ABANDONED', 'IN_CARE')),
  territory text COLLATE "C" NOT NULL,
  territory_source text NOT NULL
    CONSTRAINT birth_notification_territory_source CHECK (territory_source IN ('MOTHER', 'FACILITY', 'PLACE_OF_BIRTH', 'FACILITY_IN_MOTHERS_AREA', 'PLACE_OF_BIRTH_IN_MOTHERS_AREA', 'MOTHERS_AREA', 'HANDED_OVER')),
  registry_state text NOT NULL DEFAULT 'PENDING'
    CONSTRAINT birth_notification_registry_state CHECK (registry_state IN ('PENDING', 'MATCHED', 'CREATED', 'NOT_IDENTIFIED')),
  child_person uuid,
  mother_person uuid,
  notified_at timestamptz(3) NOT NULL,
  died_on date,
  death_stated_at timestamptz(3),
  CONSTRAINT birth_notification_record UNIQUE (record_keeper, facility_record_number),
  CONSTRAINT birth_notification_child CHECK ((child_person IS NOT NULL) = (registry_state IN ('MATCHED', 'CREATED'))),
  CONSTRAINT birth_notification_order CHECK (birth_order IS NULL OR plurality IS NULL OR birth_order <= plurality)
);
CREATE INDEX birth_notification_of_territory ON birth_notification (territory, notified_at, id);
CREATE INDEX birth_notification_of_facility ON birth_notification (facility, notified_at, id);
CREATE INDEX birth_notification_in_order ON birth_notification (notified_at, id);
CREATE INDEX birth_notification_of_record_number ON birth_notification (facility_record_number);
CREATE INDEX birth_notification_of_reporter ON birth_notification (reporter) WHERE reporter IS NOT NULL;
CREATE INDEX birth_notification_of_child ON birth_notification (child_person) WHERE child_person IS NOT NULL;
CREATE INDEX birth_notification_of_mother ON birth_notification (mother_person) WHERE mother_person IS NOT NULL;
CREATE INDEX birth_notification_of_mother_name ON birth_notification (mother_name_key) WHERE mother_name_key IS NOT NULL;
CREATE INDEX birth_notification_duplicates ON birth_notification (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE child_statement (
  id uuid CONSTRAINT child_statement_pk PRIMARY KEY,
  notification_id uuid NOT NULL,
  child_person uuid,
  territory text COLLATE "C" NOT NULL,
  care_status text CONSTRAINT child_statement_care CHECK (care_status IN ('WITH_PARENTS', 'RELINQUISHED', 'ABANDONED', 'IN_CARE')),
  died_on date,
  stated_at timestamptz(3) NOT NULL,
  stated_by text NOT NULL
);
CREATE INDEX child_statement_of_notification ON child_statement (notification_id, stated_at);

CREATE TABLE documentation_watch (
  id uuid CONSTRAINT documentation_watch_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  notification_id uuid NOT NULL CONSTRAINT documentation_watch_one_of_notification UNIQUE,
  sibling_id uuid CONSTRAINT documentation_watch_of_sibling CHECK (sibling_id = notification_id),
  sibling_of uuid,
  duplicate_of uuid CONSTRAINT documentation_watch_duplicate_of REFERENCES documentation_watch (id),
  child_person uuid,
  mother_person uuid,
  given_name text,
  care_status text NOT NULL CONSTRAINT documentation_watch_care CHECK (care_status IN ('WITH_PARENTS', 'RELINQUISHED', 'ABANDONED', 'IN_CARE')),
  responsible text NOT NULL
    CONSTRAINT documentation_watch_responsible CHECK (responsible = CASE care_status WHEN 'WITH_PARENTS' THEN 'SOCIAL_UNIT' WHEN 'RELINQUISHED' THEN 'GUARDIANSHIP' WHEN 'ABANDONED' THEN 'GUARDIANSHIP' WHEN 'IN_CARE' THEN 'GUARDIANSHIP' END),
  territory text COLLATE "C" NOT NULL,
  territory_source text NOT NULL,
  birth_date date NOT NULL,
  birth_date_approximate boolean NOT NULL DEFAULT false,
  born_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  state text NOT NULL DEFAULT 'AWAITING_APPLICATION'
    CONSTRAINT documentation_watch_state CHECK (state IN ('AWAITING_APPLICATION', 'APPLIED', 'OVERDUE', 'DOCUMENTED', 'CANCELLED')),
  urgency int NOT NULL GENERATED ALWAYS AS (CASE state WHEN 'OVERDUE' THEN 0 WHEN 'AWAITING_APPLICATION' THEN 1 WHEN 'APPLIED' THEN 2 WHEN 'DOCUMENTED' THEN 3 WHEN 'CANCELLED' THEN 3 END) STORED,
  cancellation text
    CONSTRAINT documentation_watch_cancellation CHECK (cancellation IN ('CHILD_DIED', 'DUPLICATE')),
  was_overdue boolean NOT NULL DEFAULT false,
  overdue_noticed_at timestamptz(3),
  learnt_late boolean NOT NULL DEFAULT false,
  applied_at timestamptz(3),
  registered_at timestamptz(3),
  documented_at timestamptz(3),
  waits_since timestamptz(3),
  released_at timestamptz(3),
  awaits_release boolean NOT NULL GENERATED ALWAYS AS (state = 'OVERDUE' AND responsible = 'SOCIAL_UNIT' AND waits_since IS NOT NULL) STORED,
  release_rank int NOT NULL GENERATED ALWAYS AS (DATE '2200-01-01' - birth_date) STORED,
  CONSTRAINT documentation_watch_documented CHECK ((state = 'DOCUMENTED') = (documented_at IS NOT NULL)),
  CONSTRAINT documentation_watch_of_family CHECK ((sibling_of IS NULL) = (sibling_id IS NULL))
);
CREATE INDEX documentation_watch_in_order ON documentation_watch (urgency, due_at, id);
CREATE INDEX documentation_watch_of_territory ON documentation_watch (territory, state, was_overdue);
CREATE INDEX documentation_watch_of_child ON documentation_watch (child_person) WHERE child_person IS NOT NULL;
CREATE INDEX documentation_watch_of_mother ON documentation_watch (mother_person) WHERE mother_person IS NOT NULL;
CREATE INDEX documentation_watch_of_family ON documentation_watch (sibling_of) WHERE sibling_of IS NOT NULL;
CREATE INDEX documentation_watch_duplicates ON documentation_watch (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX documentation_watch_awaits_release ON documentation_watch (territory, release_rank, id) WHERE awaits_release;
CREATE INDEX documentation_watch_released ON documentation_watch (territory) WHERE released_at IS NOT NULL;

CREATE TABLE watch_fact (
  notification_id uuid CONSTRAINT watch_fact_pk PRIMARY KEY,
  applied_at timestamptz(3),
  registered_at timestamptz(3),
  documented_at timestamptz(3)
);

CREATE TABLE outreach_task (
  id uuid CONSTRAINT outreach_task_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  watch_id uuid NOT NULL CONSTRAINT outreach_task_watch REFERENCES documentation_watch (id),
  notification_id uuid NOT NULL,
  child_person uuid,
  territory text COLLATE "C" NOT NULL,
  responsible text NOT NULL
    CONSTRAINT outreach_task_responsible CHECK (responsible IN ('SOCIAL_UNIT', 'GUARDIANSHIP')),
  assigned_to text,
  assigned_at timestamptz(3),
  assigned_by text,
  state text NOT NULL DEFAULT 'OPEN' CONSTRAINT outreach_task_state CHECK (state IN ('OPEN', 'CLOSED', 'WITHDRAWN')),
  urgency int NOT NULL GENERATED ALWAYS AS (CASE state WHEN 'OPEN' THEN 0 WHEN 'CLOSED' THEN 1 WHEN 'WITHDRAWN' THEN 1 END) STORED,
  opened_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  first_visit_due_at timestamptz(3) NOT NULL,
  first_visit_missed boolean NOT NULL DEFAULT false,
  next_visit_due_at timestamptz(3),
  visits int NOT NULL DEFAULT 0,
  last_visited_at timestamptz(3),
  reminder_due_at timestamptz(3),
  reminders int NOT NULL DEFAULT 0,
  last_reminded_at timestamptz(3),
  escalated_at timestamptz(3),
  escalations int NOT NULL DEFAULT 0,
  review_due_at timestamptz(3),
  review_noticed_at timestamptz(3),
  reviewed_at timestamptz(3),
  review_conclusion text
    CONSTRAINT outreach_task_review CHECK (review_conclusion IN ('CONTINUE', 'OTHER_WORKER', 'HAND_OVER', 'OTHER_MEASURES')),
  closing text CONSTRAINT outreach_task_closing CHECK (closing IN ('DOCUMENTED', 'APPLIED_IN_TIME', 'WATCH_CANCELLED', 'CHILD_DIED')),
  closed_at timestamptz(3),
  CONSTRAINT outreach_task_closed CHECK ((state = 'OPEN') = (closing IS NULL) AND (state = 'OPEN') = (closed_at IS NULL)),
  CONSTRAINT outreach_task_assigned
    CHECK ((assigned_to IS NULL) = (assigned_at IS NULL) AND (assigned_to IS NULL) = (assigned_by IS NULL))
);
CREATE UNIQUE INDEX outreach_task_one_open ON outreach_task (watch_id) WHERE state = 'OPEN';
CREATE INDEX outreach_task_of_watch ON outreach_task (watch_id, opened_at);
CREATE INDEX outreach_task_of_notification ON outreach_task (notification_id);
CREATE INDEX outreach_task_in_order ON outreach_task (urgency, due_at, id);
CREATE INDEX outreach_task_of_territory ON outreach_task (territory, urgency, due_at);
CREATE INDEX outreach_task_of_worker ON outreach_task (assigned_to, urgency, due_at, id) WHERE assigned_to IS NOT NULL;
CREATE INDEX outreach_task_unassigned ON outreach_task (territory, due_at, id) WHERE assigned_to IS NULL AND state = 'OPEN';
CREATE INDEX outreach_task_escalated ON outreach_task (territory, due_at, id)
  WHERE escalated_at IS NOT NULL AND state = 'OPEN';
CREATE INDEX outreach_task_to_review ON outreach_task (territory, due_at, id)
  WHERE review_noticed_at IS NOT NULL AND state = 'OPEN';

CREATE TABLE outreach_visit (
  id uuid CONSTRAINT outreach_visit_pk PRIMARY KEY,
  task_id uuid NOT NULL CONSTRAINT outreach_visit_task REFERENCES outreach_task (id),
  notification_id uuid NOT NULL,
  child_person uuid,
  territory text COLLATE "C" NOT NULL,
  made_in text COLLATE "C" NOT NULL,
  responsible text NOT NULL,
  visited_at timestamptz(3) NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  recorded_by text NOT NULL,
  outcome text NOT NULL,
  met_with text[] NOT NULL,
  reasons text[] NOT NULL,
  obstacles text[] NOT NULL,
  circumstances text[] NOT NULL,
  family_knows boolean
);
CREATE INDEX outreach_visit_of_task ON outreach_visit (task_id, visited_at, id);
CREATE INDEX outreach_visit_of_notification ON outreach_visit (notification_id);
CREATE INDEX outreach_visit_of_visitor ON outreach_visit (task_id, recorded_by, visited_at);

CREATE TABLE outreach_former_unit (
  task_id uuid NOT NULL CONSTRAINT outreach_former_unit_task REFERENCES outreach_task (id),
  territory text COLLATE "C" NOT NULL,
  responsible text NOT NULL
    CONSTRAINT outreach_former_unit_responsible CHECK (responsible IN ('SOCIAL_UNIT', 'GUARDIANSHIP')),
  left_at timestamptz(3) NOT NULL,
  CONSTRAINT outreach_former_unit_pk PRIMARY KEY (task_id, responsible, territory)
);

CREATE TABLE outreach_handover (
  id uuid CONSTRAINT outreach_handover_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  task_id uuid NOT NULL CONSTRAINT outreach_handover_task REFERENCES outreach_task (id),
  child_person uuid,
  from_territory text COLLATE "C" NOT NULL,
  to_territory text COLLATE "C" NOT NULL CONSTRAINT outreach_handover_elsewhere CHECK (to_territory <> from_territory),
  responsible text NOT NULL,
  state text NOT NULL DEFAULT 'OFFERED' CONSTRAINT outreach_handover_state CHECK (state IN ('OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
  offered_at timestamptz(3) NOT NULL,
  offered_by text NOT NULL,
  due_at timestamptz(3) NOT NULL,
  overdue_since timestamptz(3),
  decided_at timestamptz(3),
  decided_by text,
  decline_reason text CONSTRAINT outreach_handover_reason CHECK (decline_reason IN ('FAMILY_NOT_HERE', 'ADDRESS_UNKNOWN', 'OTHER')),
  withdrawn_at timestamptz(3),
  withdrawn_by text,
  CONSTRAINT outreach_handover_decided CHECK ((state IN ('ACCEPTED', 'DECLINED')) = (decided_by IS NOT NULL)),
  CONSTRAINT outreach_handover_withdrawn CHECK (state = 'WITHDRAWN' OR (withdrawn_at IS NULL AND withdrawn_by IS NULL))
);
CREATE UNIQUE INDEX outreach_handover_one_offered ON outreach_handover (task_id) WHERE state = 'OFFERED';
CREATE INDEX outreach_handover_received ON outreach_handover (to_territory, offered_at, id);
CREATE INDEX outreach_handover_made ON outreach_handover (from_territory, offered_at, id);
CREATE INDEX outreach_handover_of_task ON outreach_handover (task_id, offered_at);

CREATE TABLE undocumented_sibling (
  id uuid CONSTRAINT undocumented_sibling_pk PRIMARY KEY,
  family uuid NOT NULL,
  visit_id uuid NOT NULL CONSTRAINT undocumented_sibling_visit REFERENCES outreach_visit (id),
  birth_date date NOT NULL,
  birth_date_approximate boolean NOT NULL,
  sex text NOT NULL CONSTRAINT undocumented_sibling_sex CHECK (sex IN ('FEMALE', 'MALE', 'UNDETERMINED')),
  given_name text NOT NULL,
  territory text COLLATE "C" NOT NULL,
  responsible text NOT NULL,
  found_at timestamptz(3) NOT NULL,
  recorded_by text NOT NULL
);
CREATE INDEX undocumented_sibling_of_visit ON undocumented_sibling (visit_id);
CREATE INDEX undocumented_sibling_of_family ON undocumented_sibling (family);
ALTER TABLE documentation_watch
  ADD CONSTRAINT documentation_watch_sibling FOREIGN KEY (sibling_id) REFERENCES undocumented_sibling (id);

CREATE TABLE merged_sibling (
  closed_watch uuid CONSTRAINT merged_sibling_pk PRIMARY KEY,
  kept_watch uuid NOT NULL,
  candidate_id uuid NOT NULL,
  moved_tasks uuid[] NOT NULL
);
CREATE INDEX merged_sibling_of_pair ON merged_sibling (candidate_id);
CREATE INDEX merged_sibling_kept ON merged_sibling (kept_watch);

CREATE TYPE territory_range AS RANGE (subtype = text, collation = "C");
CREATE TABLE protection_worker (
  id uuid CONSTRAINT protection_worker_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'NAMED' CONSTRAINT protection_worker_state CHECK (state IN ('NAMED', 'WITHDRAWN')),
  subject text NOT NULL,
  territory text COLLATE "C" NOT NULL,
  named_at timestamptz(3) NOT NULL,
  named_by text NOT NULL,
  withdrawn_at timestamptz(3),
  withdrawn_by text,
  reason text CONSTRAINT protection_worker_reason CHECK (reason IN ('LEFT_OFFICE', 'ON_LEAVE', 'CONFLICT_OF_INTEREST', 'MISUSE', 'OTHER')),
  CONSTRAINT protection_worker_of_another CHECK (subject <> named_by),
  CONSTRAINT protection_worker_withdrawn CHECK ((state = 'WITHDRAWN')
    = (withdrawn_at IS NOT NULL AND withdrawn_by IS NOT NULL AND reason IS NOT NULL))
);
CREATE UNIQUE INDEX protection_worker_once ON protection_worker (subject, territory) WHERE state = 'NAMED';
CREATE INDEX protection_worker_named_for ON protection_worker (territory) WHERE state = 'NAMED';
CREATE INDEX protection_worker_in_order ON protection_worker (territory, named_at, id);

CREATE TABLE safety_concern (
  id uuid CONSTRAINT safety_concern_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'RAISED' CONSTRAINT safety_concern_state CHECK (state IN ('RAISED', 'TAKEN_UP', 'CLOSED')),
  queue_rank int NOT NULL GENERATED ALWAYS AS (CASE state WHEN 'RAISED' THEN 0 WHEN 'TAKEN_UP' THEN 1 WHEN 'CLOSED' THEN 2 END) STORED,
  notification_id uuid NOT NULL,
  visit_id uuid CONSTRAINT safety_concern_of_visit UNIQUE
    CONSTRAINT safety_concern_visit REFERENCES outreach_visit (id),
  child_person uuid,
  mother_person uuid,
  mother_name text,
  territory text COLLATE "C" NOT NULL,
  grounds text[] NOT NULL CONSTRAINT safety_concern_grounds CHECK (cardinality(grounds) > 0),
  note text,
  raised_at timestamptz(3) NOT NULL,
  recorded_by text NOT NULL,
  due_at timestamptz(3),
  overdue_since timestamptz(3),
  escalated_to text COLLATE "C",
  taken_up_at timestamptz(3),
  taken_up_by text,
  closed_at timestamptz(3),
  outcome text CONSTRAINT safety_concern_outcome CHECK (outcome IN ('PROTECTED', 'REFERRED', 'NOT_CONFIRMED')),
  CONSTRAINT safety_concern_escalated CHECK (escalated_to IS NULL OR overdue_since IS NOT NULL),
  CONSTRAINT safety_concern_taken_up CHECK ((state = 'RAISED') = (taken_up_at IS NULL)),
  CONSTRAINT safety_concern_closed CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL AND outcome IS NOT NULL))
);
CREATE UNIQUE INDEX safety_concern_of_birth ON safety_concern (notification_id) WHERE visit_id IS NULL;
CREATE INDEX safety_concern_of_notification ON safety_concern (notification_id);
CREATE INDEX safety_concern_work_list ON safety_concern (territory, queue_rank, raised_at, id);
CREATE INDEX safety_concern_open ON safety_concern (territory) WHERE state <> 'CLOSED';

CREATE TABLE duplicate_work (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT duplicate_work_pk PRIMARY KEY,
  kind text NOT NULL CONSTRAINT duplicate_work_kind CHECK (kind IN ('INDEX', 'SEARCH', 'SETTLE')),
  subject_id uuid NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  not_before timestamptz(3) NOT NULL DEFAULT now(),
  error text
);
CREATE INDEX duplicate_work_next ON duplicate_work (kind, not_before);

CREATE TABLE duplicate_key (
  notification_id uuid NOT NULL CONSTRAINT duplicate_key_notification REFERENCES birth_notification (id),
  key text COLLATE "C" NOT NULL,
  birth_date date NOT NULL,
  CONSTRAINT duplicate_key_pk PRIMARY KEY (notification_id, key)
);
CREATE INDEX duplicate_key_search ON duplicate_key (key, birth_date, notification_id);

CREATE TABLE duplicate_candidate (
  id uuid CONSTRAINT duplicate_candidate_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  one uuid NOT NULL CONSTRAINT duplicate_candidate_one REFERENCES birth_notification (id),
  other uuid NOT NULL CONSTRAINT duplicate_candidate_other REFERENCES birth_notification (id),
  territory_one text COLLATE "C" NOT NULL,
  territory_other text COLLATE "C" NOT NULL,
  score int NOT NULL CONSTRAINT duplicate_candidate_score CHECK (score BETWEEN 0 AND 100),
  reasons text[] NOT NULL,
  state text NOT NULL DEFAULT 'OPEN' CONSTRAINT duplicate_candidate_state CHECK (state IN ('OPEN', 'SAME', 'DIFFERENT')),
  urgency int NOT NULL GENERATED ALWAYS AS (CASE state WHEN 'OPEN' THEN 100 - score ELSE 1000 END) STORED,
  found_at timestamptz(3) NOT NULL,
  superseded boolean NOT NULL DEFAULT false,
  kept uuid,
  decided_at timestamptz(3),
  decided_by text,
  grounds text,
  undone_at timestamptz(3),
  undone_by text,
  undo_reason text,
  settled_kept uuid,
  moved_tasks uuid[] NOT NULL DEFAULT '{}',
  CONSTRAINT duplicate_candidate_pair UNIQUE (one, other),
  CONSTRAINT duplicate_candidate_ordered CHECK (one < other),
  CONSTRAINT duplicate_candidate_kept CHECK ((state = 'SAME') = (kept IS NOT NULL) AND kept IN (one, other)),
  CONSTRAINT duplicate_candidate_decided CHECK ((state = 'OPEN') = (decided_at IS NULL)
    AND (state = 'OPEN') = (decided_by IS NULL) AND (state = 'OPEN') = (grounds IS NULL))
);
CREATE INDEX duplicate_candidate_of_other ON duplicate_candidate (other);
CREATE INDEX duplicate_candidate_in_order ON duplicate_candidate (urgency, found_at, id);
CREATE INDEX duplicate_candidate_of_territory ON duplicate_candidate (territory_one, urgency);
CREATE INDEX duplicate_candidate_of_other_territory ON duplicate_candidate (territory_other, urgency);

CREATE TABLE territory_start (
  id uuid CONSTRAINT territory_start_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  territory text COLLATE "C" NOT NULL CONSTRAINT territory_start_territory REFERENCES territory (code),
  starts_on date NOT NULL,
  starts_at timestamptz(3) NOT NULL,
  workers int NOT NULL CONSTRAINT territory_start_workers CHECK (workers > 0),
  children_per_worker int CONSTRAINT territory_start_quota CHECK (children_per_worker > 0),
  next_release_at timestamptz(3) NOT NULL,
  declared_at timestamptz(3) NOT NULL,
  declared_by text NOT NULL,
  withdrawn_at timestamptz(3),
  withdrawn_by text,
  CONSTRAINT territory_start_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CONSTRAINT territory_start_one EXCLUDE USING gist (territory_range(territory, territory || '.') WITH &&)
    WHERE (withdrawn_at IS NULL)
);
CREATE INDEX territory_start_in_order ON territory_start (territory, id);

CREATE FUNCTION lock_watch_of(of uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM public.deadline_lock(ARRAY(SELECT w.id FROM public.documentation_watch w WHERE w.notification_id = of
    UNION ALL SELECT t.id FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN'));
  PERFORM FROM public.documentation_watch w WHERE w.notification_id = of FOR UPDATE;
  PERFORM FROM public.outreach_task t WHERE t.notification_id = of AND t.state = 'OPEN' ORDER BY t.id FOR UPDATE;
END $$;

CREATE FUNCTION follow_watch(of uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
END $$;

CREATE FUNCTION follow_notification(of uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM public.lock_watch_of(of);
  UPDATE public.documentation_watch w SET version = w.version + 1, territory = n.territory,
      territory_source = n.territory_source
    FROM public.birth_notification n WHERE n.id = of AND w.notification_id = of
      AND (w.territory, w.territory_source) IS DISTINCT FROM (n.territory, n.territory_source);
  PERFORM public.follow_watch(of);
END $$;

CREATE FUNCTION lock_birth(of uuid, OUT version int, OUT care_status text, OUT live boolean, OUT death_stated boolean,
    OUT birth_date date, OUT territory text, OUT child_person uuid, OUT watch_id uuid) RETURNS SETOF record
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
END $$;

CREATE FUNCTION put_care(of uuid, status text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.birth_notification SET care_status = status, version = version + 1 WHERE id = of;
  UPDATE public.documentation_watch SET care_status = status, version = version + 1,
      responsible = CASE status WHEN 'WITH_PARENTS' THEN 'SOCIAL_UNIT' WHEN 'RELINQUISHED' THEN 'GUARDIANSHIP' WHEN 'ABANDONED' THEN 'GUARDIANSHIP' WHEN 'IN_CARE' THEN 'GUARDIANSHIP' END
    WHERE notification_id = of;
  PERFORM public.follow_watch(of);
END $$;

CREATE FUNCTION state_care(of uuid, status text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
END $$;

CREATE FUNCTION put_death(of uuid, day date, legal_now timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
END $$;

CREATE FUNCTION state_death(of uuid, day date, legal_now timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
END $$;

CREATE FUNCTION standings_of_child(of uuid)
  RETURNS TABLE (notification_id uuid, territory text, care_status text, died boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
$$;

CREATE FUNCTION visited_task(of uuid, says_death boolean) RETURNS TABLE (version int, state text,
    closed_at timestamptz, own boolean, made_by text, made_in text, kept_in text, notification_id uuid, child_person uuid,
    mother_person uuid, mother_name text, born_at timestamptz, died boolean, care_status text, territory text,
    territory_source text, responsible text, reminder_due_at timestamptz, reminders int,
    last_visited_at timestamptz, next_visit_due_at timestamptz)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
END $$;

CREATE FUNCTION may_record_visit(task uuid, notification uuid, body text, visiting text, place text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.outreach_task t, LATERAL (SELECT t.territory, t.responsible, true AS own WHERE ((t.territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND t.territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((t.responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (t.responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),'))))
      UNION ALL (SELECT f.territory, f.responsible, false FROM public.outreach_former_unit f
        WHERE f.task_id = t.id AND ((f.territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND f.territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((f.responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (f.responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))) ORDER BY f.responsible = t.responsible DESC, f.territory LIMIT 1)
      LIMIT 1) by WHERE t.id = task
    AND t.notification_id = notification AND by.responsible = body AND by.territory = visiting AND CASE WHEN by.responsible = t.responsible THEN t.territory ELSE by.territory END = place)
$$;

CREATE FUNCTION count_late_visit(visit uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.outreach_task t SET version = t.version + 1, visits = t.visits + 1,
      last_visited_at = greatest(t.last_visited_at, v.visited_at), state = CASE t.state WHEN 'OPEN' THEN 'OPEN' WHEN 'CLOSED' THEN 'CLOSED' WHEN 'WITHDRAWN' THEN 'CLOSED' END
    FROM public.outreach_visit v
    WHERE v.id = visit AND (v.recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND t.id = v.task_id AND t.responsible = v.responsible
$$;

CREATE FUNCTION remember_unit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.outreach_former_unit (task_id, territory, responsible, left_at)
    VALUES (OLD.id, OLD.territory, OLD.responsible, coalesce(nullif(current_setting('kamkor.now', true), '')::timestamptz, now()))
    ON CONFLICT ON CONSTRAINT outreach_former_unit_pk DO UPDATE SET left_at = excluded.left_at;
  RETURN NULL;
END $$;

CREATE FUNCTION lock_handover(offer uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE birth uuid;
BEGIN
  SELECT t.notification_id INTO birth FROM public.outreach_task t WHERE t.id =
    (SELECT task_id FROM public.outreach_handover WHERE id = offer AND ((to_territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND to_territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))));
  PERFORM FROM public.birth_notification n WHERE n.id = birth FOR UPDATE;
  PERFORM public.lock_watch_of(birth);
END $$;

CREATE FUNCTION take_over(offer uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
END $$;

CREATE FUNCTION withdraw_handover() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
END $$;

CREATE FUNCTION found_by_caller(visit uuid, place text, body text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.outreach_visit v
    JOIN public.documentation_watch w ON w.notification_id = v.notification_id
    WHERE v.id = visit AND (v.recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND w.territory = place AND w.responsible = coalesce(body, w.responsible))
$$;

CREATE FUNCTION noted_by_caller(sibling uuid, head uuid, place text, body text, born date) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM public.undocumented_sibling s WHERE s.id = sibling AND (s.recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), '')))
    AND s.family = head AND s.territory = place AND s.responsible = body AND s.birth_date = born)
$$;

CREATE FUNCTION children_of_family(visit uuid) RETURNS TABLE (family uuid, id uuid, birth_date date, sex text,
    given_name text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
END $$;

CREATE FUNCTION complete_siblings(visit uuid, siblings uuid[], names text[], sexes text[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.undocumented_sibling s SET given_name = CASE s.given_name WHEN '' THEN f.name ELSE s.given_name END,
      sex = CASE s.sex WHEN 'UNDETERMINED' THEN f.sex ELSE s.sex END
    FROM unnest(siblings, names, sexes) AS f(id, name, sex)
    WHERE s.id = f.id AND s.id IN (SELECT c.id FROM public.children_of_family(visit) c);
  UPDATE public.documentation_watch w SET given_name = f.name
    FROM unnest(siblings, names) AS f(id, name)
    WHERE w.sibling_id = f.id AND w.given_name IS NULL AND f.name <> ''
      AND w.sibling_id IN (SELECT c.id FROM public.children_of_family(visit) c);
$$;

CREATE FUNCTION hold_own_namings() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM public.protection_worker p WHERE p.state = 'NAMED' AND (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), '')))
    ORDER BY p.id FOR SHARE;
END $$;

CREATE FUNCTION release_concerns(naming uuid, due timestamptz)
  RETURNS TABLE (id uuid, child_person uuid, territory text) LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.safety_concern c SET state = CASE c.state WHEN 'TAKEN_UP' THEN 'RAISED' END, taken_up_at = NULL, taken_up_by = NULL, due_at = due,
      version = c.version + 1
    FROM public.protection_worker p
    WHERE p.id = naming AND p.state = 'WITHDRAWN' AND (p.withdrawn_by = (SELECT nullif(current_setting('kamkor.subject', true), '')))
      AND c.state IN ('TAKEN_UP') AND c.taken_up_by = p.subject
      AND c.territory >= p.territory AND c.territory < p.territory || '.'
      AND NOT EXISTS (SELECT FROM public.protection_worker o WHERE o.subject = p.subject AND o.state = 'NAMED'
        AND c.territory >= o.territory AND c.territory < o.territory || '.')
    RETURNING c.id, c.child_person, c.territory
$$;

CREATE FUNCTION check_waiting_watch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM public.deadline_open(kind => 'BACKLOG_CHECK', subject_type => 'DocumentationWatch', subject_id => NEW.id,
    person => NEW.child_person, territory => NEW.territory, owner => NEW.responsible, binds => 'STATE',
    regulation => 'births.backlog-quota', opened_at => NEW.waits_since, due_at => NEW.waits_since);
  RETURN NULL;
END $$;

CREATE FUNCTION count_backlog(starts uuid[]) RETURNS TABLE (start_id uuid, waiting bigint, released bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.id,
    (SELECT count(*) FROM public.documentation_watch w WHERE w.awaits_release
      AND w.territory >= s.territory AND w.territory < (s.territory || '.') COLLATE "C"),
    (SELECT count(*) FROM public.documentation_watch w WHERE w.released_at >= s.declared_at AND w.due_at < s.starts_at
      AND w.territory >= s.territory AND w.territory < (s.territory || '.') COLLATE "C")
  FROM public.territory_start s WHERE s.id = ANY (starts) AND s.withdrawn_at IS NULL AND (((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) OR ((SELECT current_setting('kamkor.territory_from', true)) >= territory
    AND (SELECT current_setting('kamkor.territory_from', true)) < (territory || '.') COLLATE "C"))
  AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
$$;

CREATE FUNCTION count_documentation(root text, first_day date, last_day date, start_at timestamptz, end_at timestamptz,
    now_at timestamptz, zone text)
  RETURNS TABLE (responsible text, part text, measure text, key text, children bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
  $$;

CREATE VIEW outreach_summary WITH (security_barrier = true) AS
  SELECT t.id, t.watch_id, t.child_person, w.territory, t.state, t.opened_at,
    CASE t.state WHEN 'OPEN' THEN t.due_at END AS due_at,
    (SELECT count(*)::int FROM outreach_visit v WHERE v.task_id = t.id AND v.responsible = 'SOCIAL_UNIT') AS visits,
    ARRAY(SELECT r.reason FROM outreach_visit v, unnest(v.reasons) AS r (reason)
      WHERE v.task_id = t.id AND v.responsible = 'SOCIAL_UNIT'
      GROUP BY r.reason ORDER BY max(v.visited_at) DESC, r.reason) AS reasons
  FROM outreach_task t JOIN documentation_watch w ON w.id = t.watch_id
  WHERE (w.territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND w.territory < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(registrar),')
    AND w.care_status IN ('WITH_PARENTS') AND t.responsible = 'SOCIAL_UNIT';

CREATE VIEW protection_gap WITH (security_barrier = true) AS
  SELECT t.code AS territory, (SELECT max(p.territory) FROM protection_worker p
    WHERE p.state = 'NAMED' AND t.code > p.territory AND t.code < p.territory || '.') AS covered_by
  FROM territory t
  WHERE (t.code >= (SELECT current_setting('kamkor.territory_from', true))
    AND t.code < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship|admin),') AND t.valid_to IS NULL
    AND NOT EXISTS (SELECT FROM protection_worker p WHERE p.state = 'NAMED' AND p.territory = t.code);

ALTER TABLE facility ENABLE ROW LEVEL SECURITY;
ALTER TABLE facility FORCE ROW LEVEL SECURITY;
REVOKE ALL ON facility FROM PUBLIC;
CREATE POLICY facility_worker ON facility TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY facility_public ON facility FOR SELECT TO kamkor_app USING (true);
CREATE POLICY facility_migrate ON facility TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT ON facility TO kamkor_app, kamkor_worker;

ALTER TABLE birth_notification ENABLE ROW LEVEL SECURITY;
ALTER TABLE birth_notification FORCE ROW LEVEL SECURITY;
REVOKE ALL ON birth_notification FROM PUBLIC;
CREATE POLICY birth_notification_worker ON birth_notification TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY notification_of_territory ON birth_notification FOR SELECT TO kamkor_app
  USING ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') OR (live AND ((care_status IN ('WITH_PARENTS') AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (care_status IN ('RELINQUISHED', 'ABANDONED', 'IN_CARE') AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),'))))));
CREATE POLICY notification_of_facility ON birth_notification FOR SELECT TO kamkor_app USING ((facility = ANY ((SELECT coalesce(nullif(current_setting('kamkor.facilities', true), ''), '{}')::text[])::text[])) AND (SELECT current_setting('kamkor.roles', true) ~ ',(hospital|health-exchange),'));
CREATE POLICY notification_of_reporter ON birth_notification FOR SELECT TO kamkor_app USING ((reporter = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(community-reporter),'));
CREATE POLICY notification_of_mother ON birth_notification FOR SELECT TO kamkor_app USING (mother_person = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) AND care_status IN ('WITH_PARENTS'));
CREATE POLICY duplicate_is_no_second_child ON birth_notification AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (duplicate_of IS NULL OR NOT (SELECT current_setting('kamkor.roles', true) ~ ',(citizen),'));
CREATE POLICY notified_by_facility ON birth_notification FOR INSERT TO kamkor_app
  WITH CHECK (reporter IS NULL AND ((facility = ANY ((SELECT coalesce(nullif(current_setting('kamkor.facilities', true), ''), '{}')::text[])::text[])) AND (SELECT current_setting('kamkor.roles', true) ~ ',(hospital|health-exchange),')));
CREATE POLICY notified_by_reporter ON birth_notification FOR INSERT TO kamkor_app
  WITH CHECK (facility IS NULL AND ((reporter = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(community-reporter),')) AND (birth_territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND birth_territory < (SELECT current_setting('kamkor.territory_to', true))));
CREATE POLICY completed_by_keeper ON birth_notification FOR UPDATE TO kamkor_app USING ((reporter IS NULL AND ((facility = ANY ((SELECT coalesce(nullif(current_setting('kamkor.facilities', true), ''), '{}')::text[])::text[])) AND (SELECT current_setting('kamkor.roles', true) ~ ',(hospital|health-exchange),'))) OR (facility IS NULL AND ((reporter = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(community-reporter),')))) WITH CHECK ((reporter IS NULL AND ((facility = ANY ((SELECT coalesce(nullif(current_setting('kamkor.facilities', true), ''), '{}')::text[])::text[])) AND (SELECT current_setting('kamkor.roles', true) ~ ',(hospital|health-exchange),'))) OR (facility IS NULL AND ((reporter = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(community-reporter),'))));
CREATE POLICY owner_follows ON birth_notification TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON birth_notification TO kamkor_app;
GRANT UPDATE (version, weight_grams, plurality, birth_order, delivery_id, attendant, informant_phone, mother_address,
  mother_identity, mother_pin, mother_family_name, mother_given_name, mother_birth_date, mother_name_key, mother_territory,
  father_identity, father_pin, father_family_name, father_given_name, father_birth_date, territory, territory_source)
  ON birth_notification TO kamkor_app;
GRANT SELECT, UPDATE (version, registry_state, child_person, mother_person, duplicate_of, died_on, death_stated_at)
  ON birth_notification TO kamkor_worker;

ALTER TABLE child_statement ENABLE ROW LEVEL SECURITY;
ALTER TABLE child_statement FORCE ROW LEVEL SECURITY;
REVOKE ALL ON child_statement FROM PUBLIC;
CREATE POLICY child_statement_worker ON child_statement TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY stated_by_caller ON child_statement TO kamkor_app
  USING (stated_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))) WITH CHECK (stated_by = (SELECT nullif(current_setting('kamkor.subject', true), '')));
CREATE POLICY statement_of_guardianship ON child_statement FOR SELECT TO kamkor_app
  USING ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),'));
GRANT SELECT, INSERT ON child_statement TO kamkor_app;
GRANT SELECT ON child_statement TO kamkor_worker;

ALTER TABLE documentation_watch ENABLE ROW LEVEL SECURITY;
ALTER TABLE documentation_watch FORCE ROW LEVEL SECURITY;
REVOKE ALL ON documentation_watch FROM PUBLIC;
CREATE POLICY documentation_watch_worker ON documentation_watch TO kamkor_worker USING (true) WITH CHECK (true);
CREATE TRIGGER waiting_watch_moved AFTER UPDATE OF territory, responsible ON documentation_watch FOR EACH ROW
  WHEN (OLD.awaits_release AND NEW.state = 'OVERDUE' AND NEW.waits_since IS NOT NULL
    AND (NEW.territory, NEW.responsible) IS DISTINCT FROM (OLD.territory, OLD.responsible))
  EXECUTE FUNCTION check_waiting_watch();
CREATE POLICY watch_of_territory ON documentation_watch FOR SELECT TO kamkor_app
  USING ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') OR ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))));
CREATE POLICY watch_of_mother ON documentation_watch FOR SELECT TO kamkor_app USING (mother_person = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) AND care_status IN ('WITH_PARENTS'));
CREATE POLICY duplicate_is_no_second_child ON documentation_watch AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (duplicate_of IS NULL OR NOT (SELECT current_setting('kamkor.roles', true) ~ ',(citizen),'));
CREATE POLICY watch_of_own_notification ON documentation_watch FOR INSERT TO kamkor_app
  WITH CHECK (EXISTS (SELECT FROM birth_notification n WHERE n.id = notification_id AND n.live
    AND n.territory = documentation_watch.territory AND n.care_status = documentation_watch.care_status
    AND n.birth_date = documentation_watch.birth_date));
CREATE POLICY watch_of_sibling ON documentation_watch FOR INSERT TO kamkor_app
  WITH CHECK (sibling_id IS NOT NULL
    AND noted_by_caller(sibling_id, sibling_of, territory, responsible, birth_date));
CREATE POLICY watch_released ON documentation_watch FOR UPDATE TO kamkor_app USING ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-supervisor),') AND state = 'OVERDUE' AND responsible = 'SOCIAL_UNIT') WITH CHECK ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-supervisor),') AND state = 'OVERDUE' AND responsible = 'SOCIAL_UNIT');
CREATE POLICY owner_follows ON documentation_watch TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (version, waits_since, released_at) ON documentation_watch TO kamkor_app;
GRANT SELECT, UPDATE ON documentation_watch TO kamkor_worker;

ALTER TABLE watch_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE watch_fact FORCE ROW LEVEL SECURITY;
REVOKE ALL ON watch_fact FROM PUBLIC;
CREATE POLICY watch_fact_worker ON watch_fact TO kamkor_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON watch_fact TO kamkor_worker;

ALTER TABLE outreach_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE outreach_task FORCE ROW LEVEL SECURITY;
REVOKE ALL ON outreach_task FROM PUBLIC;
CREATE POLICY outreach_task_worker ON outreach_task TO kamkor_worker USING (true) WITH CHECK (true);
CREATE TRIGGER task_moved AFTER UPDATE ON outreach_task FOR EACH ROW
  WHEN (OLD.state = 'OPEN' AND (NEW.state, NEW.territory, NEW.responsible)
    IS DISTINCT FROM (OLD.state, OLD.territory, OLD.responsible))
  EXECUTE FUNCTION withdraw_handover();
CREATE TRIGGER task_left_unit AFTER UPDATE ON outreach_task FOR EACH ROW
  WHEN ((NEW.territory, NEW.responsible) IS DISTINCT FROM (OLD.territory, OLD.responsible))
  EXECUTE FUNCTION remember_unit();
CREATE POLICY task_of_own_body ON outreach_task TO kamkor_app
  USING ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))) WITH CHECK ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),'))));
CREATE POLICY task_of_released ON outreach_task AS RESTRICTIVE FOR INSERT TO kamkor_app
  WITH CHECK ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-supervisor),')
    AND EXISTS (SELECT FROM documentation_watch w WHERE w.id = watch_id AND w.awaits_release
      AND w.notification_id = outreach_task.notification_id AND w.territory = outreach_task.territory
      AND w.responsible = outreach_task.responsible));
CREATE POLICY owner_follows ON outreach_task TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT ON outreach_task TO kamkor_app;
GRANT INSERT (id, watch_id, notification_id, child_person, territory, responsible, opened_at, due_at, first_visit_due_at,
  review_due_at) ON outreach_task TO kamkor_app;
GRANT UPDATE (version, due_at, reminder_due_at, first_visit_missed, next_visit_due_at, visits, last_visited_at, assigned_to,
  assigned_at, assigned_by, escalated_at, escalations, review_due_at, review_noticed_at, reviewed_at, review_conclusion)
  ON outreach_task TO kamkor_app;
GRANT SELECT, INSERT, UPDATE ON outreach_task TO kamkor_worker;

ALTER TABLE outreach_visit ENABLE ROW LEVEL SECURITY;
ALTER TABLE outreach_visit FORCE ROW LEVEL SECURITY;
REVOKE ALL ON outreach_visit FROM PUBLIC;
CREATE POLICY outreach_visit_worker ON outreach_visit TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY visit_of_own_body ON outreach_visit FOR SELECT TO kamkor_app USING ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),'))));
CREATE POLICY visit_of_visitor ON outreach_visit FOR SELECT TO kamkor_app
  USING ((recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND (made_in >= (SELECT current_setting('kamkor.territory_from', true))
    AND made_in < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),'))));
CREATE POLICY visit_recorded ON outreach_visit FOR INSERT TO kamkor_app
  WITH CHECK ((recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), '')))
    AND may_record_visit(task_id, notification_id, responsible, made_in, territory));
CREATE POLICY owner_follows ON outreach_visit TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON outreach_visit TO kamkor_app;
GRANT SELECT, UPDATE (notification_id, child_person, territory, responsible) ON outreach_visit TO kamkor_worker;

ALTER TABLE outreach_former_unit ENABLE ROW LEVEL SECURITY;
ALTER TABLE outreach_former_unit FORCE ROW LEVEL SECURITY;
REVOKE ALL ON outreach_former_unit FROM PUBLIC;
CREATE POLICY outreach_former_unit_worker ON outreach_former_unit TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_remembers ON outreach_former_unit TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE outreach_handover ENABLE ROW LEVEL SECURITY;
ALTER TABLE outreach_handover FORCE ROW LEVEL SECURITY;
REVOKE ALL ON outreach_handover FROM PUBLIC;
CREATE POLICY outreach_handover_worker ON outreach_handover TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY handover_of_both ON outreach_handover FOR SELECT TO kamkor_app USING (((from_territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND from_territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))) OR ((to_territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND to_territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))));
CREATE POLICY handover_offered ON outreach_handover FOR INSERT TO kamkor_app
  WITH CHECK (((from_territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND from_territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))) AND (offered_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND state = 'OFFERED'
    AND EXISTS (SELECT FROM outreach_task t WHERE t.id = task_id AND t.territory = from_territory
      AND t.responsible = outreach_handover.responsible AND t.state = 'OPEN'));
CREATE POLICY handover_decided ON outreach_handover FOR UPDATE TO kamkor_app
  USING (((to_territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND to_territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))) AND state = 'OFFERED') WITH CHECK (((to_territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND to_territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))) AND (decided_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))));
CREATE POLICY handover_withdrawn ON outreach_handover FOR UPDATE TO kamkor_app
  USING (((from_territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND from_territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))) AND state = 'OFFERED')
  WITH CHECK (((from_territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND from_territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))) AND state = 'WITHDRAWN' AND (withdrawn_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))));
CREATE POLICY owner_follows ON outreach_handover TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (version, state, decided_at, decided_by, decline_reason, withdrawn_at, withdrawn_by)
  ON outreach_handover TO kamkor_app;
GRANT SELECT, UPDATE ON outreach_handover TO kamkor_worker;

ALTER TABLE undocumented_sibling ENABLE ROW LEVEL SECURITY;
ALTER TABLE undocumented_sibling FORCE ROW LEVEL SECURITY;
REVOKE ALL ON undocumented_sibling FROM PUBLIC;
CREATE POLICY undocumented_sibling_worker ON undocumented_sibling TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY sibling_of_own_body ON undocumented_sibling FOR SELECT TO kamkor_app USING ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND ((responsible = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (responsible = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),'))));
CREATE POLICY sibling_found ON undocumented_sibling FOR INSERT TO kamkor_app
  WITH CHECK ((SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor|guardianship),') AND (recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND found_by_caller(visit_id, territory, responsible));
CREATE POLICY owner_follows ON undocumented_sibling TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON undocumented_sibling TO kamkor_app;
GRANT SELECT, UPDATE (family) ON undocumented_sibling TO kamkor_worker;

ALTER TABLE merged_sibling ENABLE ROW LEVEL SECURITY;
ALTER TABLE merged_sibling FORCE ROW LEVEL SECURITY;
REVOKE ALL ON merged_sibling FROM PUBLIC;
CREATE POLICY merged_sibling_worker ON merged_sibling TO kamkor_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON merged_sibling TO kamkor_worker;

ALTER TABLE protection_worker ENABLE ROW LEVEL SECURITY;
ALTER TABLE protection_worker FORCE ROW LEVEL SECURITY;
REVOKE ALL ON protection_worker FROM PUBLIC;
CREATE POLICY protection_worker_worker ON protection_worker TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY namings_seen ON protection_worker FOR SELECT TO kamkor_app USING ((((SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),') AND territory > (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true)))
  OR ((SELECT current_setting('kamkor.roles', true) ~ ',(admin),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND position('-' IN territory) = 0)) OR ((subject = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),') AND ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true)))
  OR ((SELECT current_setting('kamkor.territory_from', true)) > territory
    AND (SELECT current_setting('kamkor.territory_from', true)) < territory || '.'))));
CREATE POLICY worker_named ON protection_worker FOR INSERT TO kamkor_app
  WITH CHECK ((((SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),') AND territory > (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true)))
  OR ((SELECT current_setting('kamkor.roles', true) ~ ',(admin),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND position('-' IN territory) = 0)) AND (named_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND state = 'NAMED');
CREATE POLICY naming_withdrawn ON protection_worker FOR UPDATE TO kamkor_app
  USING ((((SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),') AND territory > (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true)))
  OR ((SELECT current_setting('kamkor.roles', true) ~ ',(admin),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND position('-' IN territory) = 0)) AND state = 'NAMED')
  WITH CHECK ((((SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),') AND territory > (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true)))
  OR ((SELECT current_setting('kamkor.roles', true) ~ ',(admin),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND position('-' IN territory) = 0)) AND (withdrawn_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND state = 'WITHDRAWN');
CREATE POLICY owner_follows ON protection_worker TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (version, state, withdrawn_at, withdrawn_by, reason) ON protection_worker TO kamkor_app;
GRANT SELECT ON protection_worker TO kamkor_worker;

ALTER TABLE safety_concern ENABLE ROW LEVEL SECURITY;
ALTER TABLE safety_concern FORCE ROW LEVEL SECURITY;
REVOKE ALL ON safety_concern FROM PUBLIC;
CREATE POLICY safety_concern_worker ON safety_concern TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY concern_seen ON safety_concern FOR SELECT TO kamkor_app USING (((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),') AND territory >= lower((SELECT range_agg(territory_range(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND p.state = 'NAMED'))
  AND territory < upper((SELECT range_agg(territory_range(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND p.state = 'NAMED')) AND territory <@ (SELECT range_agg(territory_range(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND p.state = 'NAMED')));
CREATE POLICY concern_followed ON safety_concern FOR UPDATE TO kamkor_app USING (((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),') AND territory >= lower((SELECT range_agg(territory_range(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND p.state = 'NAMED'))
  AND territory < upper((SELECT range_agg(territory_range(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND p.state = 'NAMED')) AND territory <@ (SELECT range_agg(territory_range(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND p.state = 'NAMED')));
CREATE POLICY concern_raised ON safety_concern FOR INSERT TO kamkor_app
  WITH CHECK ((SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor|guardianship),') AND (recorded_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND visit_id IS NOT NULL
    AND found_by_caller(visit_id, territory, NULL));
CREATE POLICY owner_follows ON safety_concern TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE (version, state, due_at, taken_up_at, taken_up_by, closed_at, outcome, overdue_since,
  escalated_to) ON safety_concern TO kamkor_app;
GRANT SELECT, INSERT, UPDATE ON safety_concern TO kamkor_worker;

ALTER TABLE duplicate_work ENABLE ROW LEVEL SECURITY;
ALTER TABLE duplicate_work FORCE ROW LEVEL SECURITY;
REVOKE ALL ON duplicate_work FROM PUBLIC;
CREATE POLICY duplicate_work_worker ON duplicate_work TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY search_asked ON duplicate_work FOR INSERT TO kamkor_app
  WITH CHECK (kind = 'INDEX' AND (SELECT current_setting('kamkor.roles', true) ~ ',(hospital|health-exchange|community-reporter),'));
CREATE POLICY settlement_asked ON duplicate_work FOR INSERT TO kamkor_app
  WITH CHECK (kind = 'SETTLE' AND (SELECT current_setting('kamkor.roles', true) ~ ',(registrar),'));
GRANT INSERT (kind, subject_id) ON duplicate_work TO kamkor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON duplicate_work TO kamkor_worker;

ALTER TABLE duplicate_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE duplicate_key FORCE ROW LEVEL SECURITY;
REVOKE ALL ON duplicate_key FROM PUBLIC;
CREATE POLICY duplicate_key_worker ON duplicate_key TO kamkor_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON duplicate_key TO kamkor_worker;

ALTER TABLE duplicate_candidate ENABLE ROW LEVEL SECURITY;
ALTER TABLE duplicate_candidate FORCE ROW LEVEL SECURITY;
REVOKE ALL ON duplicate_candidate FROM PUBLIC;
CREATE POLICY duplicate_candidate_worker ON duplicate_candidate TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY pair_of_territory ON duplicate_candidate FOR SELECT TO kamkor_app
  USING ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') AND ((territory_one >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory_one < (SELECT current_setting('kamkor.territory_to', true))) OR (territory_other >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory_other < (SELECT current_setting('kamkor.territory_to', true)))));
CREATE POLICY pair_decided ON duplicate_candidate FOR UPDATE TO kamkor_app USING ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') AND (territory_one >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory_one < (SELECT current_setting('kamkor.territory_to', true))) AND (territory_other >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory_other < (SELECT current_setting('kamkor.territory_to', true)))) WITH CHECK ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') AND (territory_one >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory_one < (SELECT current_setting('kamkor.territory_to', true))) AND (territory_other >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory_other < (SELECT current_setting('kamkor.territory_to', true))));
CREATE POLICY decided_is_kept ON duplicate_candidate AS RESTRICTIVE FOR DELETE TO kamkor_worker
  USING (state = 'OPEN' AND undone_at IS NULL AND settled_kept IS NULL);
GRANT SELECT, UPDATE (version, state, kept, decided_at, decided_by, grounds, undone_at, undone_by, undo_reason)
  ON duplicate_candidate TO kamkor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON duplicate_candidate TO kamkor_worker;

ALTER TABLE territory_start ENABLE ROW LEVEL SECURITY;
ALTER TABLE territory_start FORCE ROW LEVEL SECURITY;
REVOKE ALL ON territory_start FROM PUBLIC;
CREATE POLICY territory_start_worker ON territory_start TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY start_seen ON territory_start FOR SELECT TO kamkor_app USING (((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) OR ((SELECT current_setting('kamkor.territory_from', true)) >= territory
    AND (SELECT current_setting('kamkor.territory_from', true)) < (territory || '.') COLLATE "C"))
  AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'));
CREATE POLICY start_declared ON territory_start FOR INSERT TO kamkor_app
  WITH CHECK (((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-supervisor),')) AND (declared_by = (SELECT nullif(current_setting('kamkor.subject', true), ''))));
CREATE POLICY start_changed ON territory_start FOR UPDATE TO kamkor_app USING ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-supervisor),')) WITH CHECK ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-supervisor),'));
CREATE POLICY owner_counts ON territory_start FOR SELECT TO CURRENT_USER USING (true);
GRANT SELECT, INSERT, UPDATE (version, workers, children_per_worker, withdrawn_at, withdrawn_by)
  ON territory_start TO kamkor_app;
GRANT SELECT, UPDATE ON territory_start TO kamkor_worker;

CREATE POLICY deadline_of_own_body ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING ((kind = 'CERTIFICATE_APPLICATION' AND (SELECT current_setting('kamkor.roles', true) ~ ',(registrar),'))
    OR ((owner = 'SOCIAL_UNIT' AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))
    OR (owner = 'GUARDIANSHIP' AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),')))
    OR subject_id = ANY ((SELECT coalesce(nullif(current_setting('kamkor.deadline_subjects', true), ''), '{}')::uuid[])::uuid[]));
CREATE POLICY deadline_of_protection ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app USING (kind <> 'SAFETY_CONCERN' OR ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),') AND territory >= lower((SELECT range_agg(territory_range(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND p.state = 'NAMED'))
  AND territory < upper((SELECT range_agg(territory_range(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND p.state = 'NAMED')) AND territory <@ (SELECT range_agg(territory_range(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND p.state = 'NAMED')));
CREATE POLICY deadline_moved_in_protection ON deadline AS RESTRICTIVE FOR UPDATE TO kamkor_app USING (kind <> 'SAFETY_CONCERN' OR ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND (SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),') AND territory >= lower((SELECT range_agg(territory_range(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND p.state = 'NAMED'))
  AND territory < upper((SELECT range_agg(territory_range(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND p.state = 'NAMED')) AND territory <@ (SELECT range_agg(territory_range(p.territory, p.territory || '.')) FROM protection_worker p
  WHERE (p.subject = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND p.state = 'NAMED')));

CREATE POLICY mother_sees_of_child ON trail_entry FOR SELECT TO kamkor_app
  USING (person = ANY (ARRAY(SELECT child_person FROM documentation_watch WHERE (mother_person = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) AND care_status IN ('WITH_PARENTS')) AND child_person IS NOT NULL)) AND NOT withheld_from_person
  AND CASE action WHEN 'READ' THEN field_groups <@ ARRAY['birth', 'documentation', 'outreach-summary']::text[] ELSE subject_type = ANY (ARRAY['BirthNotification', 'DocumentationWatch']::text[]) END
  AND (operation ~ '^(Query|Mutation)[.](birthNotification|birthNotifications|documentationWatches|notifyBirth|notifyBirths|completeNotification)([+](birthNotification|birthNotifications|documentationWatches|notifyBirth|notifyBirths|completeNotification))*$' OR operation = ANY (ARRAY['Reference.BirthNotification', 'Reference.DocumentationWatch', 'Reference.Person', 'event:ChildRecorded', 'event:BirthCertificateApplied', 'event:BirthCertificateApplicationWithdrawn', 'event:BirthRegistered', 'event:BirthCertificateIssued']::text[]))
  AND NOT actor_roles && ARRAY['guardianship', 'benefits-specialist', 'auditor', 'admin']::text[] AND (NOT actor_roles && ARRAY['social-worker', 'social-supervisor']::text[] OR operation ~ '^Query[.](birthNotifications|documentationWatches)([+](birthNotifications|documentationWatches))*$'));
CREATE POLICY mother_sees_of_merged_child ON trail_entry FOR SELECT TO kamkor_app USING (
  person = ANY (ARRAY(SELECT m.person FROM merged_person m
    WHERE m.kept = ANY (ARRAY(SELECT child_person FROM documentation_watch WHERE (mother_person = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) AND care_status IN ('WITH_PARENTS')) AND child_person IS NOT NULL)) AND NOT m.withheld))
  AND (NOT actor_roles && ARRAY['citizen']::text[] OR actor = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND NOT withheld_from_person
  AND CASE action WHEN 'READ' THEN field_groups <@ ARRAY['birth', 'documentation', 'outreach-summary']::text[] ELSE subject_type = ANY (ARRAY['BirthNotification', 'DocumentationWatch']::text[]) END
  AND (operation ~ '^(Query|Mutation)[.](birthNotification|birthNotifications|documentationWatches|notifyBirth|notifyBirths|completeNotification)([+](birthNotification|birthNotifications|documentationWatches|notifyBirth|notifyBirths|completeNotification))*$' OR operation = ANY (ARRAY['Reference.BirthNotification', 'Reference.DocumentationWatch', 'Reference.Person', 'event:ChildRecorded', 'event:BirthCertificateApplied', 'event:BirthCertificateApplicationWithdrawn', 'event:BirthRegistered', 'event:BirthCertificateIssued']::text[]))
  AND NOT actor_roles && ARRAY['guardianship', 'benefits-specialist', 'auditor', 'admin']::text[] AND (NOT actor_roles && ARRAY['social-worker', 'social-supervisor']::text[] OR operation ~ '^Query[.](birthNotifications|documentationWatches)([+](birthNotifications|documentationWatches))*$'));

CREATE POLICY mother_sees_of_child ON merged_person FOR SELECT TO kamkor_app
  USING (kept = ANY (ARRAY(SELECT child_person FROM documentation_watch WHERE (mother_person = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) AND care_status IN ('WITH_PARENTS')) AND child_person IS NOT NULL)) AND NOT withheld);

REVOKE ALL ON FUNCTION lock_watch_of FROM PUBLIC;

REVOKE ALL ON FUNCTION follow_watch FROM PUBLIC;

REVOKE ALL ON FUNCTION follow_notification FROM PUBLIC;
GRANT EXECUTE ON FUNCTION follow_notification TO kamkor_app, kamkor_worker;

REVOKE ALL ON FUNCTION lock_birth FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_birth TO kamkor_app;

REVOKE ALL ON FUNCTION put_care FROM PUBLIC;

REVOKE ALL ON FUNCTION state_care FROM PUBLIC;
GRANT EXECUTE ON FUNCTION state_care TO kamkor_app;

REVOKE ALL ON FUNCTION put_death FROM PUBLIC;

REVOKE ALL ON FUNCTION state_death FROM PUBLIC;
GRANT EXECUTE ON FUNCTION state_death TO kamkor_app;

REVOKE ALL ON FUNCTION standings_of_child FROM PUBLIC;
GRANT EXECUTE ON FUNCTION standings_of_child TO kamkor_app, kamkor_worker;

REVOKE ALL ON FUNCTION visited_task FROM PUBLIC;
GRANT EXECUTE ON FUNCTION visited_task TO kamkor_app;

REVOKE ALL ON FUNCTION may_record_visit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION may_record_visit TO kamkor_app;

REVOKE ALL ON FUNCTION count_late_visit FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_late_visit TO kamkor_app;

REVOKE ALL ON FUNCTION remember_unit FROM PUBLIC;

REVOKE ALL ON FUNCTION lock_handover FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_handover TO kamkor_app;

REVOKE ALL ON FUNCTION take_over FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_over TO kamkor_app;

REVOKE ALL ON FUNCTION withdraw_handover FROM PUBLIC;

REVOKE ALL ON FUNCTION found_by_caller FROM PUBLIC;
GRANT EXECUTE ON FUNCTION found_by_caller TO kamkor_app;

REVOKE ALL ON FUNCTION noted_by_caller FROM PUBLIC;
GRANT EXECUTE ON FUNCTION noted_by_caller TO kamkor_app;

REVOKE ALL ON FUNCTION children_of_family FROM PUBLIC;
GRANT EXECUTE ON FUNCTION children_of_family TO kamkor_app;

REVOKE ALL ON FUNCTION complete_siblings FROM PUBLIC;
GRANT EXECUTE ON FUNCTION complete_siblings TO kamkor_app;

REVOKE ALL ON FUNCTION hold_own_namings FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hold_own_namings TO kamkor_app;

REVOKE ALL ON FUNCTION release_concerns FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release_concerns TO kamkor_app;

REVOKE ALL ON FUNCTION check_waiting_watch FROM PUBLIC;

REVOKE ALL ON FUNCTION count_backlog FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_backlog TO kamkor_app;

REVOKE ALL ON FUNCTION count_documentation FROM PUBLIC;
GRANT EXECUTE ON FUNCTION count_documentation TO kamkor_app;

GRANT SELECT ON outreach_summary TO kamkor_app;

GRANT SELECT ON protection_gap TO kamkor_app;`);
  }

  async down(): Promise<void> {
    throw new Error('what was notified, visited and found is not thrown away');
  }
}
