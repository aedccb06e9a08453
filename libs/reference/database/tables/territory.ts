import { table } from '@kamkor/database';

/** Territories are public: everybody may read them, nobody writes them but the owner, who brings a release's data in. */
export const territory = table({
  name: 'territory',
  sql: `
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
CREATE INDEX territory_parent ON territory (parent);`,
  worker: false,
  policies: `
CREATE POLICY territory_read ON territory FOR SELECT TO kamkor_app, kamkor_worker USING (true);
CREATE POLICY territory_migrate ON territory TO CURRENT_USER USING (true) WITH CHECK (true);`,
  grants: 'GRANT SELECT ON territory TO kamkor_app, kamkor_worker;',
});
