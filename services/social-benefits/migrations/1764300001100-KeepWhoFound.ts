import type { MigrationInterface, QueryRunner } from 'typeorm';
import { IN_SCOPE, roleIs } from './policy.js';

const seenBy = (guardianship: string): string => `
      DROP POLICY official_sees ON hard_life_finding;
      CREATE POLICY official_sees ON hard_life_finding FOR SELECT TO kamkor_app USING (${IN_SCOPE} AND (
        ${roleIs('benefits-specialist')} OR ${guardianship}
        OR (${roleIs('social-worker', 'social-supervisor')}
          AND EXISTS (SELECT FROM hard_life_situation s WHERE s.id = situation_id AND NOT s.apart_from_parents))));`;

/**
 * What the social unit found at a mother's home is not guardianship's when she gives her child up. Of earlier findings
 * nobody knows who made them: guardianship sees them only of children with their parents.
 */
export class KeepWhoFound1764300001100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE hard_life_finding ADD COLUMN found_by text
        CONSTRAINT hard_life_finding_found_by CHECK (found_by IN ('SOCIAL_UNIT', 'GUARDIANSHIP'));
      ${seenBy(`(${roleIs('guardianship')} AND (coalesce(found_by = 'GUARDIANSHIP', false)
          OR EXISTS (SELECT FROM hard_life_situation s WHERE s.id = situation_id AND NOT s.apart_from_parents)))`)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`${seenBy(roleIs('guardianship'))} ALTER TABLE hard_life_finding DROP COLUMN found_by;`);
  }
}
