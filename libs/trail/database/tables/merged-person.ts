import { CALLER, hasRole, ofOwnPerson, table } from '@kamkor/database';

/** The ids of those for whom the citizen who asks stands as well. */
export const MERGED_INTO_CALLER = `SELECT m.person FROM merged_person m WHERE m.kept = ${CALLER}`;

/**
 * Who was merged into whom, as the registry told this service. An entry of the trail stays under the person under whom it
 * was written; who is kept sees those of the other one for as long as they are one.
 */
export const mergedPerson = table({
  name: 'merged_person',
  sql: `
CREATE TABLE merged_person (
  person uuid CONSTRAINT merged_person_pk PRIMARY KEY,
  kept uuid NOT NULL,
  withheld boolean NOT NULL,
  CONSTRAINT merged_person_not_into_itself CHECK (kept <> person)
);
CREATE INDEX merged_person_by_kept ON merged_person (kept);`,
  policies: `
CREATE POLICY kept_sees ON merged_person FOR SELECT TO kamkor_app USING ${ofOwnPerson('kept')};
CREATE POLICY auditor_sees ON merged_person FOR SELECT TO kamkor_app USING (${hasRole('auditor')});`,
  grants: `
GRANT SELECT ON merged_person TO kamkor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON merged_person TO kamkor_worker;`,
});
