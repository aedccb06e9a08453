import type { MigrationInterface, QueryRunner } from 'typeorm';
import { HAS_ROLE } from './policies.js';

const policy = (registrars: string): string => `
  ALTER POLICY deadline_of_own_body ON deadline USING (
    ${registrars}
    OR (owner = 'SOCIAL_UNIT' AND ${HAS_ROLE('social-worker', 'social-supervisor')})
    OR (owner = 'GUARDIANSHIP' AND ${HAS_ROLE('guardianship')})
    OR subject_id = ANY ((SELECT coalesce(nullif(current_setting('kamkor.deadline_subjects', true), ''), '{}')::uuid[])::uuid[]));`;

/** Clocks of visits tell a registrar what the outreach summary keeps: that somebody is sent to a child apart from its parents. */
export class KeepOutreachClocksFromRegistrars1764300001200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(policy(`(kind = 'CERTIFICATE_APPLICATION' AND ${HAS_ROLE('registrar')})`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(policy(HAS_ROLE('registrar')));
  }
}
