import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CALLER, IN_SCOPE, lockDown, roleIs } from './policy.js';

/** Hard life situations and the findings that led to them. What a family does not know of is not there for it. */
export class CreateHardLifeSituation1764100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(RIGHTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE hard_life_finding; DROP TABLE hard_life_situation');
  }
}

const TABLES = `
CREATE TABLE hard_life_situation (
  id uuid DEFAULT gen_random_uuid() CONSTRAINT hard_life_situation_pk PRIMARY KEY,
  version int NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'REGISTERED'
    CONSTRAINT hard_life_situation_state CHECK (state IN ('REGISTERED', 'ASSESSED', 'CLOSED')),
  notification_id uuid NOT NULL,
  child uuid,
  mother uuid,
  territory text COLLATE "C" NOT NULL,
  family_knows boolean NOT NULL,
  found_at timestamptz(3) NOT NULL,
  registered_at timestamptz(3) NOT NULL,
  due_at timestamptz(3),
  assessment_overdue_since timestamptz(3),
  assessed_at timestamptz(3),
  assessment text CONSTRAINT hard_life_situation_assessment
    CHECK (assessment IN ('SUPPORT_PLANNED', 'REFERRED', 'NOT_CONFIRMED')),
  closed_at timestamptz(3),
  closing_reason text CONSTRAINT hard_life_situation_closing_reason
    CHECK (closing_reason IN ('OVERCOME', 'NOT_CONFIRMED', 'MOVED_AWAY', 'FAMILY_DECLINED')),
  queue_rank int NOT NULL GENERATED ALWAYS AS (CASE WHEN due_at IS NULL THEN 1 ELSE 0 END) STORED,
  queue_at timestamptz(3) NOT NULL GENERATED ALWAYS AS (COALESCE(due_at, registered_at)) STORED,
  CONSTRAINT hard_life_situation_assessed CHECK ((state = 'REGISTERED') = (assessed_at IS NULL AND assessment IS NULL)),
  CONSTRAINT hard_life_situation_closed
    CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL AND closing_reason IS NOT NULL))
);
CREATE UNIQUE INDEX hard_life_situation_one_open ON hard_life_situation (notification_id) WHERE state <> 'CLOSED';
CREATE INDEX hard_life_situation_work_list ON hard_life_situation (territory, state, queue_rank, queue_at, id);
CREATE INDEX hard_life_situation_by_child ON hard_life_situation (child) WHERE child IS NOT NULL;
CREATE INDEX hard_life_situation_by_mother ON hard_life_situation (mother) WHERE mother IS NOT NULL;

CREATE TABLE hard_life_finding (
  visit_id uuid CONSTRAINT hard_life_finding_pk PRIMARY KEY,
  situation_id uuid NOT NULL CONSTRAINT hard_life_finding_situation REFERENCES hard_life_situation (id),
  territory text COLLATE "C" NOT NULL,
  found_at timestamptz(3) NOT NULL,
  family_knows boolean NOT NULL,
  circumstances text[] NOT NULL
);
CREATE INDEX hard_life_finding_by_situation ON hard_life_finding (situation_id, found_at);`;

const OFFICIAL = `${roleIs('benefits-specialist', 'social-worker', 'social-supervisor', 'guardianship')} AND ${IN_SCOPE}`;
const DECIDER = `${roleIs('benefits-specialist')} AND ${IN_SCOPE}`;

const RIGHTS = `
${lockDown('hard_life_situation')}
${lockDown('hard_life_finding')}
GRANT SELECT ON hard_life_situation, hard_life_finding TO kamkor_app, kamkor_worker;
GRANT INSERT, UPDATE ON hard_life_situation TO kamkor_worker;
GRANT INSERT ON hard_life_finding TO kamkor_worker;
GRANT UPDATE (version, state, family_knows, due_at, assessed_at, assessment, closed_at, closing_reason,
  assessment_overdue_since) ON hard_life_situation TO kamkor_app;

CREATE POLICY worker_keeps ON hard_life_situation TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY official_sees ON hard_life_situation FOR SELECT TO kamkor_app USING (${OFFICIAL});
CREATE POLICY specialist_decides ON hard_life_situation FOR UPDATE TO kamkor_app USING (${DECIDER});
CREATE POLICY family_sees ON hard_life_situation FOR SELECT TO kamkor_app
  USING (family_knows AND (mother = ${CALLER} OR child = ${CALLER}));

CREATE POLICY worker_keeps ON hard_life_finding TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY official_sees ON hard_life_finding FOR SELECT TO kamkor_app USING (${OFFICIAL});
CREATE POLICY family_sees ON hard_life_finding FOR SELECT TO kamkor_app
  USING (family_knows AND EXISTS (SELECT FROM hard_life_situation s WHERE s.id = situation_id
    AND s.family_knows AND (s.mother = ${CALLER} OR s.child = ${CALLER})));`;
