import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A batch answers each item by itself: beside the ids of what was taken in stand the refusals of what was not. */
export class KeepRefusals1764200000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE idempotency_key ADD COLUMN refusals jsonb;
      GRANT INSERT (refusals) ON idempotency_key TO kamkor_app;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE idempotency_key DROP COLUMN refusals');
  }
}
