import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CALLER, lockDown } from './policy.js';

const FAMILY = `family_knows AND NOT apart_from_parents AND closing_reason IS DISTINCT FROM 'CHILD_DIED'
  AND (mother = ${CALLER} OR child = ${CALLER})`;

/**
 * A mother who gave her child up, or lost it, sees nothing more of what was found with it: neither the situation nor what
 * guardianship finds later. How each child stands is kept, because it comes in no order to what is found at visits, and is
 * the row on which both wait for each other.
 */
export class FollowHowChildrenStand1764300000903 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE child_standing (
        notification_id uuid CONSTRAINT child_standing_pk PRIMARY KEY,
        territory text COLLATE "C" NOT NULL,
        apart boolean NOT NULL,
        died boolean NOT NULL DEFAULT false
      );
      ${lockDown('child_standing')}
      GRANT SELECT, INSERT, UPDATE ON child_standing TO kamkor_worker;
      CREATE POLICY worker_keeps ON child_standing TO kamkor_worker USING (true) WITH CHECK (true);

      ALTER TABLE hard_life_situation NO FORCE ROW LEVEL SECURITY;
      UPDATE hard_life_situation SET mother = NULL WHERE apart_from_parents AND mother IS NOT NULL;
      ALTER TABLE hard_life_situation FORCE ROW LEVEL SECURITY;
      ALTER TABLE hard_life_situation
        DROP CONSTRAINT hard_life_situation_closing_reason,
        ADD CONSTRAINT hard_life_situation_closing_reason CHECK (closing_reason IN
          ('OVERCOME', 'NOT_CONFIRMED', 'MOVED_AWAY', 'FAMILY_DECLINED', 'OBJECTION_UPHELD', 'DUPLICATE', 'CHILD_DIED')),
        ADD CONSTRAINT hard_life_situation_apart CHECK (NOT apart_from_parents OR mother IS NULL);
      CREATE INDEX hard_life_situation_of_birth ON hard_life_situation (notification_id);
      GRANT UPDATE (territory) ON hard_life_finding TO kamkor_worker;

      DROP POLICY family_sees ON hard_life_situation;
      DROP POLICY family_sees ON hard_life_finding;
      DROP POLICY family_objects ON hard_life_situation;
      CREATE POLICY family_sees ON hard_life_situation FOR SELECT TO kamkor_app USING (${FAMILY});
      CREATE POLICY family_sees ON hard_life_finding FOR SELECT TO kamkor_app USING (family_knows
        AND EXISTS (SELECT FROM hard_life_situation s WHERE s.id = situation_id AND ${FAMILY.replace('family_knows', 's.family_knows')}));
      CREATE POLICY family_objects ON hard_life_situation FOR UPDATE TO kamkor_app
        USING (state <> 'CLOSED' AND ${FAMILY})
        WITH CHECK (objected_at IS NOT NULL AND objection_outcome IS NULL AND state <> 'CLOSED');
    `);
  }

  async down(): Promise<void> {
    throw new Error('who must not learn of a child is not forgotten');
  }
}
