import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A child found at a visit has no notification: no place of birth, and perhaps a date that the registrar has to settle. */
export class RegisterFoundSiblings1764200000112 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE birth_record ALTER COLUMN place_of_birth DROP NOT NULL,
  ADD COLUMN of_sibling boolean NOT NULL DEFAULT false,
  ADD COLUMN birth_date_approximate boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT birth_record_place CHECK (of_sibling OR place_of_birth IS NOT NULL),
  ADD CONSTRAINT birth_record_date_settled CHECK (NOT birth_date_approximate OR state IN ('NOTIFIED', 'APPLIED'));
GRANT UPDATE (birth_date, birth_date_approximate, born_at, sex) ON birth_record TO kamkor_app;
GRANT UPDATE (birth_date, sex) ON person TO kamkor_app;`);
  }

  async down(): Promise<void> {
    throw new Error('what was found at visits is not thrown away');
  }
}
