import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guarded } from './policies.js';

/**
 * What the registry told of a child stands with the notification that it told it of, so that after an undo each of the
 * two stands as its own facts say. Of pairs that are closed now nobody knows any more which of the two was meant: there
 * it stays with the kept one. No foreign key: it would lock the watch before its clocks.
 */
export class KeepFactsByNotification1764300001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE watch_fact (
        notification_id uuid CONSTRAINT watch_fact_pk PRIMARY KEY,
        applied_at timestamptz(3),
        registered_at timestamptz(3),
        documented_at timestamptz(3)
      );
      ${guarded('watch_fact')}
      GRANT SELECT, INSERT, UPDATE ON watch_fact TO kamkor_worker;
      CREATE INDEX documentation_watch_duplicates ON documentation_watch (duplicate_of) WHERE duplicate_of IS NOT NULL;

      CREATE POLICY told_before ON documentation_watch FOR SELECT TO CURRENT_USER USING (true);
      CREATE POLICY told_before ON watch_fact FOR INSERT TO CURRENT_USER WITH CHECK (true);
      INSERT INTO watch_fact SELECT notification_id, applied_at, registered_at, documented_at FROM documentation_watch
        WHERE coalesce(applied_at, registered_at, documented_at) IS NOT NULL;
      DROP POLICY told_before ON watch_fact;
      DROP POLICY told_before ON documentation_watch;
      ALTER TABLE duplicate_candidate DROP COLUMN cancelled_watch;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE duplicate_candidate ADD COLUMN cancelled_watch boolean NOT NULL DEFAULT false;
      CREATE POLICY closed_before ON duplicate_candidate TO CURRENT_USER USING (true) WITH CHECK (true);
      CREATE POLICY closed_before ON documentation_watch FOR SELECT TO CURRENT_USER USING (true);
      UPDATE duplicate_candidate c SET cancelled_watch = true FROM documentation_watch w
        WHERE c.settled_kept IS NOT NULL AND w.cancellation = 'DUPLICATE'
          AND w.notification_id = CASE WHEN c.settled_kept = c.one THEN c.other ELSE c.one END;
      DROP POLICY closed_before ON documentation_watch;
      DROP POLICY closed_before ON duplicate_candidate;
      DROP INDEX documentation_watch_duplicates;
      DROP TABLE watch_fact;
    `);
  }
}
