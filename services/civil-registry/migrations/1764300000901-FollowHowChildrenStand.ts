import type { MigrationInterface, QueryRunner } from 'typeorm';
import { lockDown } from './policy.js';

/**
 * How births says that a child stands is kept for each, because it comes in no order to what is found at visits: a finding
 * told before a mother gave her child up must not name her when it arrives after. It is the row on which both wait for each
 * other. Help that is asked for a dead child falls away.
 */
export class FollowHowChildrenStand1764300000901 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE child_standing (
        notification_id uuid CONSTRAINT child_standing_pk PRIMARY KEY,
        territory text COLLATE "C" NOT NULL,
        withheld boolean NOT NULL,
        died boolean NOT NULL DEFAULT false
      ) WITH (fillfactor = 90);
      ${lockDown('child_standing')}
      GRANT SELECT, INSERT, UPDATE ON child_standing TO kamkor_worker;
      CREATE POLICY worker_keeps ON child_standing TO kamkor_worker USING (true) WITH CHECK (true);

      ALTER TABLE document_help_request
        DROP CONSTRAINT document_help_request_state,
        DROP CONSTRAINT document_help_request_begun,
        DROP CONSTRAINT document_help_request_ended,
        ADD CONSTRAINT document_help_request_state
          CHECK (state IN ('OPEN', 'IN_PROGRESS', 'HELPED', 'NOT_POSSIBLE', 'WITHDRAWN')),
        ADD CONSTRAINT document_help_request_begun
          CHECK (state = 'WITHDRAWN' OR (state = 'OPEN') = (begun_at IS NULL)),
        ADD CONSTRAINT document_help_request_ended
          CHECK ((state IN ('HELPED', 'NOT_POSSIBLE', 'WITHDRAWN')) = (ended_at IS NOT NULL));
      CREATE INDEX document_help_request_of_birth ON document_help_request (notification_id);
      GRANT UPDATE (child) ON document_help_request TO kamkor_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('who must not learn of a child is not forgotten');
  }
}
