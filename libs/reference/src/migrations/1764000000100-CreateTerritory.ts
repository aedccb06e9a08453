import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PROFILES } from '../profiles/index.js';
import { writeTerritories } from './write-territories.js';

/** Territories are public: everybody may read them, nobody but a migration writes them. */
export class CreateTerritory1764000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE territory (
        code text COLLATE "C" CONSTRAINT territory_pk PRIMARY KEY
          CONSTRAINT territory_code_format CHECK (code ~ '^[A-Z]{2}(-[A-Z0-9]+)*$'),
        parent text COLLATE "C" CONSTRAINT territory_parent_fk REFERENCES territory (code) DEFERRABLE,
        name_ky text NOT NULL,
        name_ru text NOT NULL,
        name_en text NOT NULL,
        valid_from date NOT NULL,
        valid_to date,
        CONSTRAINT territory_parent_by_code CHECK (parent IS NOT DISTINCT FROM nullif(regexp_replace(code, '-?[^-]*$', ''), '')),
        CONSTRAINT territory_validity CHECK (valid_to >= valid_from)
      );
      CREATE INDEX territory_parent ON territory (parent);
      ALTER TABLE territory ENABLE ROW LEVEL SECURITY;
      ALTER TABLE territory FORCE ROW LEVEL SECURITY;
      CREATE POLICY territory_read ON territory FOR SELECT TO kamkor_app, kamkor_worker USING (true);
      CREATE POLICY territory_migrate ON territory TO CURRENT_USER USING (true) WITH CHECK (true);
      REVOKE ALL ON territory FROM PUBLIC;
      GRANT SELECT ON territory TO kamkor_app, kamkor_worker;
    `);
    for (const { territories } of PROFILES) await writeTerritories(runner, territories);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE territory');
  }
}
