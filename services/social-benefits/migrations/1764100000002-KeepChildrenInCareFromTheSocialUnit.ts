import type { MigrationInterface, QueryRunner } from 'typeorm';
import { IN_SCOPE, roleIs } from './policy.js';

/**
 * A finding of guardianship is about a child apart from its parents. The social unit, which works with the parents, would
 * learn from it that there is such a child.
 */
export class KeepChildrenInCareFromTheSocialUnit1764100000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE hard_life_situation ADD COLUMN apart_from_parents boolean NOT NULL DEFAULT false;
DROP POLICY official_sees ON hard_life_situation;
DROP POLICY official_sees ON hard_life_finding;
CREATE POLICY official_sees ON hard_life_situation FOR SELECT TO kamkor_app USING (${IN_SCOPE} AND (
  ${roleIs('benefits-specialist', 'guardianship')}
  OR (NOT apart_from_parents AND ${roleIs('social-worker', 'social-supervisor')})));
CREATE POLICY official_sees ON hard_life_finding FOR SELECT TO kamkor_app USING (${IN_SCOPE} AND (
  ${roleIs('benefits-specialist', 'guardianship')}
  OR (${roleIs('social-worker', 'social-supervisor')}
    AND EXISTS (SELECT FROM hard_life_situation s WHERE s.id = situation_id AND NOT s.apart_from_parents))));
CREATE POLICY deadline_of_own_body ON deadline AS RESTRICTIVE FOR SELECT TO kamkor_app USING (
  owner IS DISTINCT FROM 'GUARDIANSHIP'
  OR ${roleIs('benefits-specialist', 'guardianship', 'auditor', 'admin')});`);
  }

  async down(runner: QueryRunner): Promise<void> {
    const official = `${roleIs('benefits-specialist', 'social-worker', 'social-supervisor', 'guardianship')} AND ${IN_SCOPE}`;
    await runner.query(`
DROP POLICY deadline_of_own_body ON deadline;
DROP POLICY official_sees ON hard_life_finding;
DROP POLICY official_sees ON hard_life_situation;
CREATE POLICY official_sees ON hard_life_situation FOR SELECT TO kamkor_app USING (${official});
CREATE POLICY official_sees ON hard_life_finding FOR SELECT TO kamkor_app USING (${official});
ALTER TABLE hard_life_situation DROP COLUMN apart_from_parents;`);
  }
}
