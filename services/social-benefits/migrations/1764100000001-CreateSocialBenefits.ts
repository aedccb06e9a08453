import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Made by `npm run schema -- --initial social-benefits` from the files in database/, and frozen with the first release. */
export class CreateSocialBenefits1764100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE child_standing (
  notification_id uuid CONSTRAINT child_standing_pk PRIMARY KEY,
  territory text COLLATE "C" NOT NULL,
  apart boolean NOT NULL,
  died boolean NOT NULL DEFAULT false
);

CREATE TABLE hard_life_situation (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT hard_life_situation_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'REGISTERED' CONSTRAINT hard_life_situation_state CHECK (state IN ('REGISTERED', 'ASSESSED', 'CLOSED')),
  notification_id uuid NOT NULL,
  child uuid,
  mother uuid,
  found_child uuid,
  found_mother uuid,
  found_apart boolean NOT NULL DEFAULT false,
  apart_from_parents boolean NOT NULL DEFAULT false,
  territory text COLLATE "C" NOT NULL,
  family_knows boolean NOT NULL,
  found_at timestamptz(3) NOT NULL,
  registered_at timestamptz(3) NOT NULL,
  due_at timestamptz(3),
  assessment_overdue_since timestamptz(3),
  assessed_at timestamptz(3),
  assessment text CONSTRAINT hard_life_situation_assessment
    CHECK (assessment IN ('SUPPORT_PLANNED', 'REFERRED', 'NOT_CONFIRMED')),
  review_due_at timestamptz(3),
  review_overdue_since timestamptz(3),
  reviewed_at timestamptz(3),
  objection text CONSTRAINT hard_life_situation_objection CHECK (objection IN ('NOT_TRUE', 'OVERCOME', 'NOT_WANTED', 'OTHER')),
  objected_at timestamptz(3),
  objection_due_at timestamptz(3),
  objection_overdue_since timestamptz(3),
  objection_outcome text CONSTRAINT hard_life_situation_objection_outcome
    CHECK (objection_outcome IN ('UPHELD', 'REJECTED')),
  objection_decided_at timestamptz(3),
  closed_at timestamptz(3),
  closing_reason text CONSTRAINT hard_life_situation_closing_reason
    CHECK (closing_reason IN ('OVERCOME', 'NOT_CONFIRMED', 'MOVED_AWAY', 'FAMILY_DECLINED', 'OBJECTION_UPHELD', 'DUPLICATE', 'CHILD_DIED')),
  duplicate_of uuid CONSTRAINT hard_life_situation_duplicate_of REFERENCES hard_life_situation (id)
    CONSTRAINT hard_life_situation_not_of_itself CHECK (duplicate_of <> id),
  queue_rank int NOT NULL GENERATED ALWAYS AS (CASE WHEN state = 'CLOSED' OR LEAST(due_at, review_due_at, objection_due_at) IS NULL THEN 1 ELSE 0 END) STORED,
  queue_at timestamptz(3) NOT NULL GENERATED ALWAYS AS (
    CASE WHEN state = 'CLOSED' THEN registered_at ELSE COALESCE(LEAST(due_at, review_due_at, objection_due_at), registered_at) END) STORED,
  CONSTRAINT hard_life_situation_apart CHECK (NOT apart_from_parents OR mother IS NULL),
  CONSTRAINT hard_life_situation_assessed CHECK ((assessed_at IS NULL) = (assessment IS NULL)
    AND (state = 'CLOSED' OR (state = 'REGISTERED') = (assessed_at IS NULL))),
  CONSTRAINT hard_life_situation_objected CHECK ((objection IS NULL) = (objected_at IS NULL)
    AND (objection_outcome IS NULL) = (objection_decided_at IS NULL)
    AND (objected_at IS NOT NULL OR objection_outcome IS NULL)),
  CONSTRAINT hard_life_situation_closed
    CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL AND closing_reason IS NOT NULL)),
  CONSTRAINT hard_life_situation_duplicate
    CHECK ((closing_reason IS NOT DISTINCT FROM 'DUPLICATE') = (duplicate_of IS NOT NULL))
);
CREATE UNIQUE INDEX hard_life_situation_one_open ON hard_life_situation (notification_id) WHERE state <> 'CLOSED';
CREATE INDEX hard_life_situation_work_list ON hard_life_situation (territory, state, queue_rank, queue_at, id);
CREATE INDEX hard_life_situation_of_birth ON hard_life_situation (notification_id);
CREATE INDEX hard_life_situation_by_child ON hard_life_situation (child) WHERE child IS NOT NULL;
CREATE INDEX hard_life_situation_by_mother ON hard_life_situation (mother) WHERE mother IS NOT NULL;
CREATE INDEX hard_life_situation_by_found_child ON hard_life_situation (found_child) WHERE found_child IS NOT NULL;
CREATE INDEX hard_life_situation_by_found_mother ON hard_life_situation (found_mother) WHERE found_mother IS NOT NULL;
CREATE INDEX hard_life_situation_duplicates ON hard_life_situation (duplicate_of) WHERE duplicate_of IS NOT NULL;

CREATE TABLE hard_life_finding (
  visit_id uuid CONSTRAINT hard_life_finding_pk PRIMARY KEY,
  situation_id uuid NOT NULL CONSTRAINT hard_life_finding_situation REFERENCES hard_life_situation (id),
  territory text COLLATE "C" NOT NULL,
  found_at timestamptz(3) NOT NULL,
  found_by text CONSTRAINT hard_life_finding_found_by CHECK (found_by IN ('SOCIAL_UNIT', 'GUARDIANSHIP')),
  family_knows boolean NOT NULL,
  circumstances text[] NOT NULL
);
CREATE INDEX hard_life_finding_by_situation ON hard_life_finding (situation_id, found_at);

CREATE FUNCTION kept_person(asked uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE way AS (
    SELECT asked AS id UNION SELECT m.kept FROM merged_person m JOIN way ON m.person = way.id)
  SELECT coalesce((SELECT w.id FROM way w WHERE NOT EXISTS (SELECT FROM merged_person m WHERE m.person = w.id)), asked)
$$;

ALTER TABLE child_standing ENABLE ROW LEVEL SECURITY;
ALTER TABLE child_standing FORCE ROW LEVEL SECURITY;
REVOKE ALL ON child_standing FROM PUBLIC;
CREATE POLICY child_standing_worker ON child_standing TO kamkor_worker USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON child_standing TO kamkor_worker;

ALTER TABLE hard_life_situation ENABLE ROW LEVEL SECURITY;
ALTER TABLE hard_life_situation FORCE ROW LEVEL SECURITY;
REVOKE ALL ON hard_life_situation FROM PUBLIC;
CREATE POLICY hard_life_situation_worker ON hard_life_situation TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY official_sees ON hard_life_situation FOR SELECT TO kamkor_app USING ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND (
  (SELECT current_setting('kamkor.roles', true) ~ ',(benefits-specialist|guardianship),')
  OR (NOT apart_from_parents AND (SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),'))));
CREATE POLICY specialist_decides ON hard_life_situation FOR UPDATE TO kamkor_app
  USING ((SELECT current_setting('kamkor.roles', true) ~ ',(benefits-specialist),') AND (territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))));
CREATE POLICY family_sees ON hard_life_situation FOR SELECT TO kamkor_app USING (family_knows AND NOT apart_from_parents AND closing_reason IS DISTINCT FROM 'CHILD_DIED'
  AND (mother = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) OR child = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid)));
CREATE POLICY family_objects ON hard_life_situation FOR UPDATE TO kamkor_app
  USING (state <> 'CLOSED' AND family_knows AND NOT apart_from_parents AND closing_reason IS DISTINCT FROM 'CHILD_DIED'
  AND (mother = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) OR child = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid)))
  WITH CHECK (objected_at IS NOT NULL AND objection_outcome IS NULL AND state <> 'CLOSED');
GRANT SELECT ON hard_life_situation TO kamkor_app, kamkor_worker;
GRANT INSERT, UPDATE ON hard_life_situation TO kamkor_worker;
GRANT UPDATE (version, state, family_knows, due_at, assessment_overdue_since, assessed_at, assessment, review_due_at,
  review_overdue_since, reviewed_at, objection, objected_at, objection_due_at, objection_overdue_since, objection_outcome,
  objection_decided_at, closed_at, closing_reason) ON hard_life_situation TO kamkor_app;

ALTER TABLE hard_life_finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE hard_life_finding FORCE ROW LEVEL SECURITY;
REVOKE ALL ON hard_life_finding FROM PUBLIC;
CREATE POLICY hard_life_finding_worker ON hard_life_finding TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY official_sees ON hard_life_finding FOR SELECT TO kamkor_app USING ((territory >= (SELECT current_setting('kamkor.territory_from', true))
    AND territory < (SELECT current_setting('kamkor.territory_to', true))) AND (
  (SELECT current_setting('kamkor.roles', true) ~ ',(benefits-specialist),')
  OR ((SELECT current_setting('kamkor.roles', true) ~ ',(guardianship),') AND (coalesce(found_by = 'GUARDIANSHIP', false) OR EXISTS (SELECT FROM hard_life_situation s WHERE s.id = situation_id AND NOT s.apart_from_parents)))
  OR ((SELECT current_setting('kamkor.roles', true) ~ ',(social-worker|social-supervisor),') AND EXISTS (SELECT FROM hard_life_situation s WHERE s.id = situation_id AND NOT s.apart_from_parents))));
CREATE POLICY family_sees ON hard_life_finding FOR SELECT TO kamkor_app USING (family_knows
  AND EXISTS (SELECT FROM hard_life_situation s WHERE s.id = situation_id AND s.family_knows AND NOT s.apart_from_parents AND s.closing_reason IS DISTINCT FROM 'CHILD_DIED'
  AND (s.mother = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid) OR s.child = (SELECT nullif(current_setting('kamkor.person', true), '')::uuid))));
GRANT SELECT ON hard_life_finding TO kamkor_app, kamkor_worker;
GRANT INSERT, UPDATE (territory) ON hard_life_finding TO kamkor_worker;

CREATE POLICY deadline_of_own_body ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app USING (
  owner IS DISTINCT FROM 'GUARDIANSHIP' OR (SELECT current_setting('kamkor.roles', true) ~ ',(benefits-specialist|guardianship|auditor|admin),'));

REVOKE ALL ON FUNCTION kept_person FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kept_person TO kamkor_worker;`);
  }

  async down(): Promise<void> {
    throw new Error('what families said, and who must not learn of a child, is not thrown away');
  }
}
