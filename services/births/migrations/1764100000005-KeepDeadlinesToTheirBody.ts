import type { MigrationInterface, QueryRunner } from 'typeorm';
import { HAS_ROLE } from './policies.js';

/**
 * Beside the territory: a deadline that is guardianship's is no business of the social unit, which would learn from it
 * that there is a child apart from its mother. Subjects that a use case names are reached whatever the role.
 */
export class KeepDeadlinesToTheirBody1764100000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE POLICY deadline_of_own_body ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app USING (
        ${HAS_ROLE('registrar')}
        OR (owner = 'SOCIAL_UNIT' AND ${HAS_ROLE('social-worker', 'social-supervisor')})
        OR (owner = 'GUARDIANSHIP' AND ${HAS_ROLE('guardianship')})
        OR subject_id = ANY ((SELECT coalesce(nullif(current_setting('kamkor.deadline_subjects', true), ''), '{}')::uuid[])::uuid[]));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP POLICY deadline_of_own_body ON deadline');
  }
}
