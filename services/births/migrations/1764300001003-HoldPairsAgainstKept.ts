import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A pair of which one was closed by another decision is nobody's to decide: the kept one is held against the other in its
 * place. Whoever sees the pair need not see the closed notification, so the pair says it itself. What was only held so is
 * looked for anew after an undo, so the worker may take it away; what
 * anybody ever decided it may not.
 */
export class HoldPairsAgainstKept1764300001003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE duplicate_candidate ADD COLUMN superseded boolean NOT NULL DEFAULT false;
      GRANT DELETE ON duplicate_candidate TO kamkor_worker;
      CREATE POLICY decided_is_kept ON duplicate_candidate AS RESTRICTIVE FOR DELETE TO kamkor_worker
        USING (state = 'OPEN' AND undone_at IS NULL AND settled_kept IS NULL);
      CREATE POLICY closed_before ON duplicate_candidate TO CURRENT_USER USING (true) WITH CHECK (true);
      CREATE POLICY closed_before ON birth_notification FOR SELECT TO CURRENT_USER USING (true);
      UPDATE duplicate_candidate c SET superseded = true WHERE c.state <> 'SAME' AND c.settled_kept IS NULL
        AND EXISTS (SELECT FROM birth_notification n WHERE n.id IN (c.one, c.other) AND n.duplicate_of IS NOT NULL);
      DROP POLICY closed_before ON birth_notification;
      DROP POLICY closed_before ON duplicate_candidate;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP POLICY decided_is_kept ON duplicate_candidate;
      REVOKE DELETE ON duplicate_candidate FROM kamkor_worker;
      ALTER TABLE duplicate_candidate DROP COLUMN superseded;`);
  }
}
