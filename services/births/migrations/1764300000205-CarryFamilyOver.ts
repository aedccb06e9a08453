import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The worker that carries a decision out says of the kept notification what was said of its duplicate: that the child has
 * died, and whose siblings were found.
 */
export class CarryFamilyOver1764300000205 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`GRANT UPDATE (died_on, death_stated_at) ON birth_notification TO kamkor_worker;
      GRANT UPDATE (family) ON undocumented_sibling TO kamkor_worker;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE UPDATE (family) ON undocumented_sibling FROM kamkor_worker;
      REVOKE UPDATE (died_on, death_stated_at) ON birth_notification FROM kamkor_worker;`);
  }
}
