import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guarded } from './policies.js';

/** The register of facilities is public: everybody may read it, nobody writes it but the owner, who brings a release's data in. */
export class CreateFacility1764100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE facility (
        code text COLLATE "C" CONSTRAINT facility_pk PRIMARY KEY,
        territory text COLLATE "C" NOT NULL CONSTRAINT facility_territory REFERENCES territory (code),
        name_ky text NOT NULL,
        name_ru text NOT NULL,
        name_en text NOT NULL
      );
      CREATE INDEX facility_of_territory ON facility (territory, code);
      ${guarded('facility')}
      CREATE POLICY facility_public ON facility FOR SELECT TO kamkor_app USING (true);
      CREATE POLICY facility_migrate ON facility TO CURRENT_USER USING (true) WITH CHECK (true);
      GRANT SELECT ON facility TO kamkor_app, kamkor_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE facility');
  }
}
