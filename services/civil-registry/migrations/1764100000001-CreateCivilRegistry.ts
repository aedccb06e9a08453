import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Made by `npm run schema -- --initial civil-registry` from the files in database/, and frozen with the first release. */
export class CreateCivilRegistry1764100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE SEQUENCE certificate_number;

CREATE TABLE person (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT person_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  family_name text,
  given_name text,
  patronymic text,
  birth_date date NOT NULL,
  sex text NOT NULL CONSTRAINT person_sex CHECK (sex IN ('FEMALE', 'MALE', 'UNDETERMINED')),
  pin text CONSTRAINT person_pin UNIQUE,
  territory text COLLATE "C" NOT NULL,
  mother uuid CONSTRAINT person_mother REFERENCES person (id),
  withheld_from_mother boolean NOT NULL DEFAULT false,
  known_from text NOT NULL
    CONSTRAINT person_known_from CHECK (known_from IN ('BIRTH_NOTIFICATION', 'PAPER', 'OTHER_REGISTER')),
  entered_at timestamptz(3) NOT NULL,
  merged_into uuid CONSTRAINT person_merged_into REFERENCES person (id)
    CONSTRAINT person_not_merged_into_itself CHECK (merged_into <> id),
  CONSTRAINT person_named CHECK (known_from = 'BIRTH_NOTIFICATION' OR (family_name IS NOT NULL AND given_name IS NOT NULL)),
  CONSTRAINT person_not_own_mother CHECK (mother <> id)
);
CREATE INDEX person_by_territory ON person (territory, id);
CREATE INDEX person_by_birth ON person (mother, birth_date, sex) WHERE mother IS NOT NULL;
CREATE INDEX person_by_merge ON person (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE birth_record (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT birth_record_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  notification_id uuid NOT NULL CONSTRAINT birth_record_notification UNIQUE,
  state text NOT NULL DEFAULT 'NOTIFIED' CONSTRAINT birth_record_state CHECK (state IN ('NOTIFIED', 'APPLIED', 'REGISTERED', 'CERTIFIED')),
  registry_state text NOT NULL CONSTRAINT birth_record_registry_state CHECK (registry_state IN ('MATCHED', 'CREATED', 'NOT_IDENTIFIED')),
  child uuid CONSTRAINT birth_record_child UNIQUE REFERENCES person (id),
  mother uuid CONSTRAINT birth_record_mother REFERENCES person (id),
  mother_pin text,
  withheld_from_mother boolean NOT NULL,
  territory text COLLATE "C" NOT NULL,
  facility text COLLATE "C",
  facility_record_number text NOT NULL,
  place_of_birth text,
  of_sibling boolean NOT NULL DEFAULT false,
  born_at timestamptz(3) NOT NULL,
  birth_date date NOT NULL,
  birth_date_approximate boolean NOT NULL DEFAULT false,
  sex text NOT NULL CONSTRAINT birth_record_sex CHECK (sex IN ('FEMALE', 'MALE', 'UNDETERMINED')),
  recorded_at timestamptz(3) NOT NULL,
  applied_at timestamptz(3),
  applicant text CONSTRAINT birth_record_applicant
    CHECK (applicant IN ('MOTHER', 'FATHER', 'RELATIVE', 'GUARDIAN', 'INSTITUTION')),
  registered_at timestamptz(3),
  act_number text CONSTRAINT birth_record_act_number UNIQUE,
  issued_at timestamptz(3),
  certificate_series text,
  certificate_number text,
  due_at timestamptz(3),
  registration_overdue_since timestamptz(3),
  certificate_overdue_since timestamptz(3),
  pin_state text NOT NULL DEFAULT 'NOT_REQUESTED' CONSTRAINT birth_record_pin_state CHECK (pin_state IN ('NOT_REQUESTED', 'PENDING', 'RECORDED')),
  pin_requested_at timestamptz(3),
  pin_due_at timestamptz(3),
  pin_overdue_since timestamptz(3),
  pin_recorded_at timestamptz(3),
  parentage text NOT NULL DEFAULT 'NOT_QUESTIONED'
    CONSTRAINT birth_record_parentage CHECK (parentage IN ('NOT_QUESTIONED', 'MISMATCH', 'DECIDED')),
  applied_mother uuid CONSTRAINT birth_record_applied_mother REFERENCES person (id),
  parentage_filed_by text,
  parentage_due_at timestamptz(3),
  parentage_overdue_since timestamptz(3),
  parentage_decision text CONSTRAINT birth_record_parentage_decision
    CHECK (parentage_decision IN ('NOTIFIED_MOTHER', 'APPLICATION_MOTHER')),
  parentage_grounds text,
  parentage_decided_by text,
  parentage_decided_at timestamptz(3),
  papers_on uuid CONSTRAINT birth_record_papers_on REFERENCES birth_record (id),
  queue_rank int NOT NULL GENERATED ALWAYS AS (CASE WHEN due_at IS NULL THEN 1 ELSE 0 END) STORED,
  queue_at timestamptz(3) NOT NULL GENERATED ALWAYS AS (COALESCE(due_at, born_at)) STORED,
  CONSTRAINT birth_record_certificate UNIQUE (certificate_series, certificate_number),
  CONSTRAINT birth_record_identified CHECK ((registry_state = 'NOT_IDENTIFIED') = (child IS NULL)),
  CONSTRAINT birth_record_place CHECK (of_sibling OR place_of_birth IS NOT NULL),
  CONSTRAINT birth_record_date_settled CHECK (NOT birth_date_approximate OR state IN ('NOTIFIED', 'APPLIED')),
  CONSTRAINT birth_record_applied CHECK ((state <> 'NOTIFIED') = (applied_at IS NOT NULL)),
  CONSTRAINT birth_record_registered
    CHECK ((state IN ('REGISTERED', 'CERTIFIED')) = (registered_at IS NOT NULL AND act_number IS NOT NULL)),
  CONSTRAINT birth_record_issued
    CHECK ((state = 'CERTIFIED') = (issued_at IS NOT NULL AND certificate_number IS NOT NULL)),
  CONSTRAINT birth_record_child_for_papers CHECK (state = 'NOTIFIED' OR child IS NOT NULL),
  CONSTRAINT birth_record_pin_requested CHECK ((pin_state = 'NOT_REQUESTED') = (pin_requested_at IS NULL)
    AND (pin_state = 'RECORDED') = (pin_recorded_at IS NOT NULL)
    AND (pin_state = 'NOT_REQUESTED' OR state IN ('REGISTERED', 'CERTIFIED'))),
  CONSTRAINT birth_record_parentage_filed CHECK ((parentage = 'NOT_QUESTIONED') = (applied_mother IS NULL)
    AND (parentage = 'NOT_QUESTIONED') = (parentage_filed_by IS NULL)),
  CONSTRAINT birth_record_parentage_decided CHECK ((parentage = 'DECIDED') =
    (parentage_decision IS NOT NULL AND parentage_grounds IS NOT NULL AND parentage_decided_by IS NOT NULL)),
  CONSTRAINT birth_record_parentage_second CHECK (parentage_decided_by <> parentage_filed_by),
  CONSTRAINT birth_record_parentage_first CHECK (parentage <> 'MISMATCH' OR state IN ('NOTIFIED', 'APPLIED'))
);
CREATE INDEX birth_record_work_list ON birth_record (territory, state, queue_rank, queue_at, id);
CREATE INDEX birth_record_by_mother ON birth_record (mother) WHERE mother IS NOT NULL;
CREATE INDEX birth_record_by_mother_pin ON birth_record (mother_pin) WHERE mother IS NULL AND mother_pin IS NOT NULL;
CREATE INDEX birth_record_waiting_for_pin ON birth_record (territory, pin_due_at, id) WHERE pin_state = 'PENDING';
CREATE INDEX birth_record_questioned ON birth_record (territory, parentage_due_at, id) WHERE parentage = 'MISMATCH';

CREATE TABLE act_sequence (
  year int NOT NULL,
  territory text COLLATE "C" NOT NULL,
  last int NOT NULL,
  CONSTRAINT act_sequence_pk PRIMARY KEY (year, territory)
);

CREATE TABLE parentage_decided_before (
  birth_record uuid NOT NULL CONSTRAINT parentage_decided_before_of REFERENCES birth_record (id),
  applied_mother uuid NOT NULL CONSTRAINT parentage_decided_before_mother REFERENCES person (id),
  decision text NOT NULL,
  grounds text NOT NULL,
  filed_by text NOT NULL,
  decided_by text NOT NULL,
  decided_at timestamptz(3) NOT NULL,
  CONSTRAINT parentage_decided_before_pk PRIMARY KEY (birth_record, decided_at)
);

CREATE TABLE person_merge (
  notification_id uuid CONSTRAINT person_merge_pk PRIMARY KEY,
  kept_notification_id uuid NOT NULL,
  closed_at timestamptz(3) NOT NULL
);
CREATE INDEX person_merge_by_kept ON person_merge (kept_notification_id);

CREATE TABLE child_standing (
  notification_id uuid CONSTRAINT child_standing_pk PRIMARY KEY,
  territory text COLLATE "C" NOT NULL,
  withheld boolean NOT NULL,
  died boolean NOT NULL DEFAULT false
) WITH (fillfactor = 90);

CREATE TABLE document_help_request (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT document_help_request_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'OPEN'
    CONSTRAINT document_help_request_state CHECK (state IN ('OPEN', 'IN_PROGRESS', 'HELPED', 'NOT_POSSIBLE', 'WITHDRAWN')),
  visit_id uuid NOT NULL,
  notification_id uuid NOT NULL,
  parent text NOT NULL CONSTRAINT document_help_request_parent CHECK (parent IN ('MOTHER', 'FATHER')),
  parent_person uuid,
  child uuid,
  document text NOT NULL,
  territory text COLLATE "C" NOT NULL,
  withheld boolean NOT NULL,
  found_at timestamptz(3) NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  due_at timestamptz(3),
  overdue_since timestamptz(3),
  begun_at timestamptz(3),
  begun_by text,
  ended_at timestamptz(3),
  not_possible_reason text,
  queue_rank int NOT NULL GENERATED ALWAYS AS (CASE WHEN due_at IS NULL THEN 1 ELSE 0 END) STORED,
  queue_at timestamptz(3) NOT NULL GENERATED ALWAYS AS (COALESCE(due_at, opened_at)) STORED,
  CONSTRAINT document_help_request_once UNIQUE (visit_id, parent, document),
  CONSTRAINT document_help_request_begun CHECK (state = 'WITHDRAWN' OR (state = 'OPEN') = (begun_at IS NULL)),
  CONSTRAINT document_help_request_ended CHECK ((state IN ('HELPED', 'NOT_POSSIBLE', 'WITHDRAWN')) = (ended_at IS NOT NULL)),
  CONSTRAINT document_help_request_not_possible CHECK ((state = 'NOT_POSSIBLE') = (not_possible_reason IS NOT NULL)),
  CONSTRAINT document_help_request_withheld CHECK (NOT withheld OR parent_person IS NULL)
);
CREATE UNIQUE INDEX document_help_request_one_open ON document_help_request (notification_id, parent, document)
  WHERE state IN ('OPEN', 'IN_PROGRESS');
CREATE INDEX document_help_request_work_list ON document_help_request (territory, state, queue_rank, queue_at, id);
CREATE INDEX document_help_request_of_birth ON document_help_request (notification_id);

CREATE FUNCTION person_by_identifier(identifier text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(merged_into, id) FROM public.person WHERE pin = identifier AND (SELECT current_setting('kamkor.roles', true) ~ ',(gateway),')
$$;

CREATE FUNCTION link_notified_children(known_mother uuid, born_from date, born_to date) RETURNS TABLE (id uuid,
    "notificationId" uuid, "childId" uuid, "motherId" uuid, "registryState" text, "withheldFromMother" boolean)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH linked AS (
      UPDATE public.birth_record r SET mother = m.id, version = r.version + 1 FROM public.person m
      WHERE m.id = known_mother AND m.pin = r.mother_pin AND r.mother IS NULL AND r.birth_date BETWEEN born_from AND born_to
      RETURNING r.id, r.notification_id, r.child, r.mother, r.registry_state, r.withheld_from_mother
    ), children AS (
      UPDATE public.person c SET mother = l.mother, version = c.version + 1 FROM linked l
      WHERE c.id = l.child AND c.mother IS NULL
    )
    SELECT * FROM linked
  $$;

CREATE FUNCTION take_mother_of_application(questioned uuid) RETURNS uuid LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
  $$;

CREATE FUNCTION kept_persons(asked uuid[]) RETURNS TABLE (id uuid, kept uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.id, p.merged_into FROM public.person p WHERE p.merged_into IS NOT NULL AND (SELECT nullif(current_setting('kamkor.subject', true), '') IS NOT NULL)
    AND (p.id = ANY (asked) OR p.merged_into = ANY (asked))
$$;

CREATE FUNCTION merge_person_rows(of uuid[]) RETURNS TABLE (id uuid, kept uuid, withheld boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
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
END $$;

CREATE FUNCTION merge_notified_persons(of uuid[]) RETURNS TABLE (id uuid, kept uuid, withheld boolean)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
END $$;

ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
REVOKE ALL ON person FROM PUBLIC;
CREATE POLICY person_worker ON person TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY registrar_sees ON person FOR SELECT TO kamkor_app USING ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))));
CREATE POLICY registrar_enters ON person FOR INSERT TO kamkor_app WITH CHECK ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))));
CREATE POLICY registrar_names ON person FOR UPDATE TO kamkor_app USING ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))));
CREATE POLICY guardianship_sees ON person FOR SELECT TO kamkor_app USING ((SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))));
CREATE POLICY official_sees ON person FOR SELECT TO kamkor_app USING (
  (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor|benefits-specialist),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND NOT withheld_from_mother);
CREATE POLICY citizen_sees_self ON person FOR SELECT TO kamkor_app USING (id = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid));
CREATE POLICY citizen_sees_child ON person FOR SELECT TO kamkor_app USING (mother = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) AND NOT withheld_from_mother);
CREATE POLICY merged_is_no_second_person ON person AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (merged_into IS NULL OR (SELECT current_setting('kamkor.roles', true) ~ ',(registrar|guardianship),'));
CREATE POLICY gateway_resolves ON person FOR SELECT TO CURRENT_USER USING ((SELECT current_setting('kamkor.roles', true) ~ ',(gateway),'));
CREATE POLICY owner_links ON person TO CURRENT_USER USING ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),'));
CREATE POLICY owner_merges ON person TO CURRENT_USER USING ((SELECT current_setting('kamkor.merging', true) = 'on')) WITH CHECK ((SELECT current_setting('kamkor.merging', true) = 'on'));
CREATE POLICY owner_resolves ON person FOR SELECT TO CURRENT_USER USING (merged_into IS NOT NULL AND (SELECT nullif(current_setting('kamkor.subject', true), '') IS NOT NULL));
GRANT SELECT ON person TO kamkor_app, kamkor_worker;
GRANT INSERT (id, family_name, given_name, patronymic, birth_date, sex, pin, territory, mother, withheld_from_mother,
  known_from, entered_at) ON person TO kamkor_app;
GRANT UPDATE (version, family_name, given_name, patronymic, birth_date, sex, pin, withheld_from_mother) ON person TO kamkor_app;
GRANT INSERT, UPDATE ON person TO kamkor_worker;

ALTER TABLE birth_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE birth_record FORCE ROW LEVEL SECURITY;
REVOKE ALL ON birth_record FROM PUBLIC;
CREATE POLICY birth_record_worker ON birth_record TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY registrar_sees ON birth_record FOR SELECT TO kamkor_app USING ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))));
CREATE POLICY registrar_decides ON birth_record FOR UPDATE TO kamkor_app USING ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))));
CREATE POLICY guardianship_sees ON birth_record FOR SELECT TO kamkor_app
  USING ((SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND withheld_from_mother);
CREATE POLICY mother_sees ON birth_record FOR SELECT TO kamkor_app USING (mother = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) AND NOT withheld_from_mother);
CREATE POLICY mother_applies ON birth_record FOR UPDATE TO kamkor_app USING (mother = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) AND NOT withheld_from_mother)
  WITH CHECK ((mother = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) AND NOT withheld_from_mother) AND state IN ('NOTIFIED', 'APPLIED'));
CREATE POLICY merged_is_no_second_birth ON birth_record AS RESTRICTIVE FOR SELECT TO kamkor_app
  USING (papers_on IS NULL OR (SELECT current_setting('kamkor.roles', true) ~ ',(registrar|guardianship),'));
CREATE POLICY owner_links ON birth_record TO CURRENT_USER USING ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),'));
CREATE POLICY owner_merges ON birth_record TO CURRENT_USER USING ((SELECT current_setting('kamkor.merging', true) = 'on')) WITH CHECK ((SELECT current_setting('kamkor.merging', true) = 'on'));
GRANT SELECT ON birth_record TO kamkor_app, kamkor_worker;
GRANT INSERT, UPDATE ON birth_record TO kamkor_worker;
GRANT UPDATE (version, state, registry_state, child, born_at, birth_date, birth_date_approximate, sex, applied_at, applicant,
  registered_at, act_number, issued_at, certificate_series, certificate_number, due_at, registration_overdue_since,
  certificate_overdue_since, pin_state, pin_requested_at, pin_due_at, pin_overdue_since, pin_recorded_at, parentage,
  applied_mother, parentage_filed_by, parentage_due_at, parentage_overdue_since, parentage_decision, parentage_grounds,
  parentage_decided_by, parentage_decided_at) ON birth_record TO kamkor_app;

ALTER TABLE act_sequence ENABLE ROW LEVEL SECURITY;
ALTER TABLE act_sequence FORCE ROW LEVEL SECURITY;
REVOKE ALL ON act_sequence FROM PUBLIC;
CREATE POLICY registrar_numbers ON act_sequence TO kamkor_app
  USING ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true)))) WITH CHECK ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))));
GRANT SELECT, INSERT, UPDATE ON act_sequence TO kamkor_app;

ALTER TABLE parentage_decided_before ENABLE ROW LEVEL SECURITY;
ALTER TABLE parentage_decided_before FORCE ROW LEVEL SECURITY;
REVOKE ALL ON parentage_decided_before FROM PUBLIC;
CREATE POLICY registrar_keeps ON parentage_decided_before TO kamkor_app USING ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),')
  AND EXISTS (SELECT FROM birth_record r WHERE r.id = birth_record));
GRANT SELECT, INSERT ON parentage_decided_before TO kamkor_app;

ALTER TABLE person_merge ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_merge FORCE ROW LEVEL SECURITY;
REVOKE ALL ON person_merge FROM PUBLIC;
CREATE POLICY person_merge_worker ON person_merge TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_merges ON person_merge FOR SELECT TO CURRENT_USER USING ((SELECT current_setting('kamkor.merging', true) = 'on'));
GRANT SELECT, INSERT, UPDATE, DELETE ON person_merge TO kamkor_worker;

ALTER TABLE child_standing ENABLE ROW LEVEL SECURITY;
ALTER TABLE child_standing FORCE ROW LEVEL SECURITY;
REVOKE ALL ON child_standing FROM PUBLIC;
CREATE POLICY child_standing_worker ON child_standing TO kamkor_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON child_standing TO kamkor_worker;

ALTER TABLE document_help_request ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_help_request FORCE ROW LEVEL SECURITY;
REVOKE ALL ON document_help_request FROM PUBLIC;
CREATE POLICY document_help_request_worker ON document_help_request TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY registrar_sees ON document_help_request FOR SELECT TO kamkor_app USING ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))));
CREATE POLICY registrar_helps ON document_help_request FOR UPDATE TO kamkor_app USING ((SELECT current_setting('kamkor.roles', true) ~ ',(registrar),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))));
CREATE POLICY visitor_sees ON document_help_request FOR SELECT TO kamkor_app
  USING ((SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND NOT withheld);
CREATE POLICY guardianship_sees ON document_help_request FOR SELECT TO kamkor_app
  USING ((SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND withheld);
GRANT SELECT ON document_help_request TO kamkor_app, kamkor_worker;
GRANT INSERT, UPDATE ON document_help_request TO kamkor_worker;
GRANT UPDATE (version, state, child, due_at, overdue_since, begun_at, begun_by, ended_at, not_possible_reason)
  ON document_help_request TO kamkor_app;

CREATE POLICY mother_sees_of_child ON trail_entry FOR SELECT TO kamkor_app
  USING (person = ANY (ARRAY(SELECT id FROM person WHERE mother = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) AND NOT withheld_from_mother)) AND NOT withheld_from_person
  AND CASE action WHEN 'READ' THEN field_groups <@ ARRAY['identity', 'birth']::text[] ELSE subject_type = ANY (ARRAY['Person', 'BirthRecord']::text[]) END
  AND (operation ~ '^(Query|Mutation)[.](me|person|personByPin|birthRecord|birthRecords|enterPerson|applyForBirthCertificate|withdrawBirthCertificateApplication|registerBirth|issueBirthCertificate|requestPin|recordPin|identifyChild)([+](me|person|personByPin|birthRecord|birthRecords|enterPerson|applyForBirthCertificate|withdrawBirthCertificateApplication|registerBirth|issueBirthCertificate|requestPin|recordPin|identifyChild))*$' OR operation = ANY (ARRAY['Reference.BirthRecord', 'Reference.Person', 'event:BirthNotified', 'event:BirthNotificationCompleted', 'deadline:BIRTH_REGISTRATION', 'deadline:CERTIFICATE_ISSUE', 'deadline:PIN_ASSIGNMENT']::text[]))
  AND NOT actor_roles && ARRAY['guardianship', 'benefits-specialist', 'auditor', 'admin']::text[] AND (NOT actor_roles && ARRAY['social-worker', 'social-supervisor']::text[]));
CREATE POLICY mother_sees_of_merged_child ON trail_entry FOR SELECT TO kamkor_app USING (
  person = ANY (ARRAY(SELECT m.person FROM merged_person m
    WHERE m.kept = ANY (ARRAY(SELECT id FROM person WHERE mother = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) AND NOT withheld_from_mother)) AND NOT m.withheld))
  AND (NOT actor_roles && ARRAY['citizen']::text[] OR actor = (SELECT nullif(current_setting('kamkor.subject', true), ''))) AND NOT withheld_from_person
  AND CASE action WHEN 'READ' THEN field_groups <@ ARRAY['identity', 'birth']::text[] ELSE subject_type = ANY (ARRAY['Person', 'BirthRecord']::text[]) END
  AND (operation ~ '^(Query|Mutation)[.](me|person|personByPin|birthRecord|birthRecords|enterPerson|applyForBirthCertificate|withdrawBirthCertificateApplication|registerBirth|issueBirthCertificate|requestPin|recordPin|identifyChild)([+](me|person|personByPin|birthRecord|birthRecords|enterPerson|applyForBirthCertificate|withdrawBirthCertificateApplication|registerBirth|issueBirthCertificate|requestPin|recordPin|identifyChild))*$' OR operation = ANY (ARRAY['Reference.BirthRecord', 'Reference.Person', 'event:BirthNotified', 'event:BirthNotificationCompleted', 'deadline:BIRTH_REGISTRATION', 'deadline:CERTIFICATE_ISSUE', 'deadline:PIN_ASSIGNMENT']::text[]))
  AND NOT actor_roles && ARRAY['guardianship', 'benefits-specialist', 'auditor', 'admin']::text[] AND (NOT actor_roles && ARRAY['social-worker', 'social-supervisor']::text[]));

CREATE POLICY mother_sees_of_child ON merged_person FOR SELECT TO kamkor_app
  USING (kept = ANY (ARRAY(SELECT id FROM person WHERE mother = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) AND NOT withheld_from_mother)) AND NOT withheld);

CREATE POLICY owner_merges ON merged_person TO CURRENT_USER USING ((SELECT current_setting('kamkor.merging', true) = 'on')) WITH CHECK ((SELECT current_setting('kamkor.merging', true) = 'on'));

REVOKE ALL ON FUNCTION person_by_identifier FROM PUBLIC;
GRANT EXECUTE ON FUNCTION person_by_identifier TO kamkor_app;

REVOKE ALL ON FUNCTION link_notified_children FROM PUBLIC;
GRANT EXECUTE ON FUNCTION link_notified_children TO kamkor_app;

REVOKE ALL ON FUNCTION take_mother_of_application FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_mother_of_application TO kamkor_app;

REVOKE ALL ON FUNCTION kept_persons FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kept_persons TO kamkor_app;

REVOKE ALL ON FUNCTION merge_person_rows FROM PUBLIC;

REVOKE ALL ON FUNCTION merge_notified_persons FROM PUBLIC;
GRANT EXECUTE ON FUNCTION merge_notified_persons TO kamkor_app, kamkor_worker;

GRANT USAGE ON SEQUENCE certificate_number TO kamkor_app;`);
  }

  async down(): Promise<void> {
    throw new Error('decisions, identifiers and what was found at visits are not thrown away');
  }
}
