import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CALLER } from './policy.js';

/**
 * A registration is no sentence: the family may object to it, somebody has to look again in a regulated time, and there
 * is a way out before the assessment as well. The work list follows whatever falls due first.
 */
export class HearTheFamily1764200000121 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE hard_life_situation
  DROP CONSTRAINT hard_life_situation_assessed,
  DROP CONSTRAINT hard_life_situation_closing_reason,
  DROP COLUMN queue_rank,
  DROP COLUMN queue_at,
  ADD COLUMN review_due_at timestamptz(3),
  ADD COLUMN review_overdue_since timestamptz(3),
  ADD COLUMN reviewed_at timestamptz(3),
  ADD COLUMN objection text CONSTRAINT hard_life_situation_objection
    CHECK (objection IN ('NOT_TRUE', 'OVERCOME', 'NOT_WANTED', 'OTHER')),
  ADD COLUMN objected_at timestamptz(3),
  ADD COLUMN objection_due_at timestamptz(3),
  ADD COLUMN objection_overdue_since timestamptz(3),
  ADD COLUMN objection_outcome text CONSTRAINT hard_life_situation_objection_outcome
    CHECK (objection_outcome IN ('UPHELD', 'REJECTED')),
  ADD COLUMN objection_decided_at timestamptz(3),
  ADD CONSTRAINT hard_life_situation_assessed CHECK ((assessed_at IS NULL) = (assessment IS NULL)
    AND (state = 'CLOSED' OR (state = 'REGISTERED') = (assessed_at IS NULL))),
  ADD CONSTRAINT hard_life_situation_closing_reason CHECK (closing_reason IN
    ('OVERCOME', 'NOT_CONFIRMED', 'MOVED_AWAY', 'FAMILY_DECLINED', 'OBJECTION_UPHELD')),
  ADD CONSTRAINT hard_life_situation_objected CHECK ((objection IS NULL) = (objected_at IS NULL)
    AND (objection_outcome IS NULL) = (objection_decided_at IS NULL)
    AND (objected_at IS NOT NULL OR objection_outcome IS NULL));
ALTER TABLE hard_life_situation
  ADD COLUMN queue_rank int NOT NULL GENERATED ALWAYS AS (
    CASE WHEN LEAST(due_at, review_due_at, objection_due_at) IS NULL THEN 1 ELSE 0 END) STORED,
  ADD COLUMN queue_at timestamptz(3) NOT NULL GENERATED ALWAYS AS (
    COALESCE(LEAST(due_at, review_due_at, objection_due_at), registered_at)) STORED;
CREATE INDEX hard_life_situation_work_list ON hard_life_situation (territory, state, queue_rank, queue_at, id);
GRANT UPDATE (review_due_at, review_overdue_since, reviewed_at, objection, objected_at, objection_due_at,
  objection_overdue_since, objection_outcome, objection_decided_at) ON hard_life_situation TO kamkor_app;
CREATE POLICY family_objects ON hard_life_situation FOR UPDATE TO kamkor_app
  USING (family_knows AND state <> 'CLOSED' AND (mother = ${CALLER} OR child = ${CALLER}))
  WITH CHECK (objected_at IS NOT NULL AND objection_outcome IS NULL AND state <> 'CLOSED');`);
  }

  async down(): Promise<void> {
    throw new Error('what families said is not thrown away');
  }
}
