import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Work lists: what is mine, and what is nobody's. */
export class AssignOutreach1764200000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outreach_task ADD CONSTRAINT outreach_task_assigned
        CHECK ((assigned_to IS NULL) = (assigned_at IS NULL) AND (assigned_to IS NULL) = (assigned_by IS NULL));
      CREATE INDEX outreach_task_of_worker ON outreach_task (assigned_to, urgency, due_at, id) WHERE assigned_to IS NOT NULL;
      CREATE INDEX outreach_task_unassigned ON outreach_task (territory, due_at, id)
        WHERE assigned_to IS NULL AND state = 'OPEN';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX outreach_task_unassigned;
      DROP INDEX outreach_task_of_worker;
      ALTER TABLE outreach_task DROP CONSTRAINT outreach_task_assigned;
    `);
  }
}
