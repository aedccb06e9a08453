import type { MigrationInterface, QueryRunner } from 'typeorm';
import { HAS_ROLE, IN_TERRITORY } from './policies.js';

const seenBy = (condition: string) => `
  DROP POLICY notification_of_territory ON birth_notification;
  CREATE POLICY notification_of_territory ON birth_notification FOR SELECT TO kamkor_app USING (${IN_TERRITORY} AND (
    ${HAS_ROLE('registrar')}
    OR (care_status = 'WITH_PARENTS' ${condition} AND ${HAS_ROLE('social-worker', 'social-supervisor')})
    OR (care_status <> 'WITH_PARENTS' ${condition} AND ${HAS_ROLE('guardianship')})));`;

/** Nobody is sent to a mother who lost her child, so those who are sent to families do not learn who she is. */
export class KeepStillbirthsFromThoseWhoVisit1764100000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(seenBy('AND live'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(seenBy(''));
  }
}
