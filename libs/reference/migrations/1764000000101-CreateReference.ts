import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Made by `npm run schema -- --initial reference` from the files in database/, and frozen with the first release. */
export class CreateReference1764000000101 implements MigrationInterface {
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
REVOKE ALL ON territory FROM PUBLIC;
CREATE POLICY territory_read ON territory FOR SELECT TO kamkor_app, kamkor_worker USING (true);
CREATE POLICY territory_migrate ON territory TO CURRENT_USER USING (true) WITH CHECK (true);
GRANT SELECT ON territory TO kamkor_app, kamkor_worker;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DROP TABLE territory;`);
  }
}
