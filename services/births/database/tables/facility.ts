import { table } from '@kamkor/database';

/** The register of facilities is public: everybody may read it, and only the owner writes it, from the data of a release. */
export const facility = table({
  name: 'facility',
  sql: `
CREATE TABLE facility (
  code text COLLATE "C" CONSTRAINT facility_pk PRIMARY KEY,
  territory text COLLATE "C" NOT NULL CONSTRAINT facility_territory REFERENCES territory (code),
  name_ky text NOT NULL,
  name_ru text NOT NULL,
  name_en text NOT NULL
);
CREATE INDEX facility_of_territory ON facility (territory, code);`,
  policies: `
CREATE POLICY facility_public ON facility FOR SELECT TO kamkor_app USING (true);
CREATE POLICY facility_migrate ON facility TO CURRENT_USER USING (true) WITH CHECK (true);`,
  grants: 'GRANT SELECT ON facility TO kamkor_app, kamkor_worker;',
});
