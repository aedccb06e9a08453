import type { MigrationInterface, QueryRunner } from 'typeorm';

const DUE = 'LEAST(due_at, review_due_at, objection_due_at)';

/**
 * Whose a situation is follows the registry, which finds that two children are one, or two after all. What the visit said
 * stays beside it, so that an undo gives each child its own back. Of two that run for one child one is closed as the
 * duplicate of the other and keeps its terms, for the day that it is opened again.
 */
export class FollowMergedPersons1764300000204 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE hard_life_situation
  DROP CONSTRAINT hard_life_situation_closing_reason,
  DROP COLUMN queue_rank,
  DROP COLUMN queue_at,
  ADD COLUMN found_child uuid,
  ADD COLUMN found_mother uuid,
  ADD COLUMN found_apart boolean NOT NULL DEFAULT false,
  ADD COLUMN duplicate_of uuid CONSTRAINT hard_life_situation_duplicate_of REFERENCES hard_life_situation (id)
    CONSTRAINT hard_life_situation_not_of_itself CHECK (duplicate_of <> id),
  ADD CONSTRAINT hard_life_situation_closing_reason CHECK (closing_reason IN
    ('OVERCOME', 'NOT_CONFIRMED', 'MOVED_AWAY', 'FAMILY_DECLINED', 'OBJECTION_UPHELD', 'DUPLICATE')),
  ADD CONSTRAINT hard_life_situation_duplicate
    CHECK ((closing_reason IS NOT DISTINCT FROM 'DUPLICATE') = (duplicate_of IS NOT NULL)),
  ADD COLUMN queue_rank int NOT NULL GENERATED ALWAYS AS (
    CASE WHEN state = 'CLOSED' OR ${DUE} IS NULL THEN 1 ELSE 0 END) STORED,
  ADD COLUMN queue_at timestamptz(3) NOT NULL GENERATED ALWAYS AS (
    CASE WHEN state = 'CLOSED' THEN registered_at ELSE COALESCE(${DUE}, registered_at) END) STORED;
CREATE INDEX hard_life_situation_work_list ON hard_life_situation (territory, state, queue_rank, queue_at, id);
CREATE INDEX hard_life_situation_by_found_child ON hard_life_situation (found_child) WHERE found_child IS NOT NULL;
CREATE INDEX hard_life_situation_by_found_mother ON hard_life_situation (found_mother) WHERE found_mother IS NOT NULL;
CREATE INDEX hard_life_situation_duplicates ON hard_life_situation (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE POLICY found_once ON hard_life_situation TO CURRENT_USER USING (true) WITH CHECK (true);
UPDATE hard_life_situation SET found_child = child, found_mother = mother, found_apart = apart_from_parents;
DROP POLICY found_once ON hard_life_situation;

CREATE FUNCTION kept_person(asked uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE way AS (
    SELECT asked AS id UNION SELECT m.kept FROM merged_person m JOIN way ON m.person = way.id)
  SELECT coalesce((SELECT w.id FROM way w WHERE NOT EXISTS (SELECT FROM merged_person m WHERE m.person = w.id)), asked)
$$;
REVOKE ALL ON FUNCTION kept_person FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kept_person TO kamkor_worker;`);
  }

  async down(): Promise<void> {
    throw new Error('which of two situations is closed as a duplicate would not be known any more');
  }
}
