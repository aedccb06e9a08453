import type { MigrationInterface, QueryRunner } from 'typeorm';

const CALLER = `(SELECT nullif(current_setting('kamkor.person', true), '')::uuid)`;
/** That guardianship looks at a woman tells whoever reads her log with her that there is something. Auditors see it. */
const LOOKED_TO_PROTECT = `(action = 'READ' AND actor_roles && ARRAY['guardianship'])`;
const OWN = `(SELECT ARRAY(SELECT ${CALLER} UNION ALL SELECT m.person FROM merged_person m WHERE m.kept = ${CALLER}))::uuid[]`;

/**
 * Who was merged into whom, as the registry told this service. An entry stays under the person under whom it was written;
 * who is kept sees those of the other one for as long as they are one.
 */
export class FollowMergedPersons1764300000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE merged_person (
  person uuid CONSTRAINT merged_person_pk PRIMARY KEY,
  kept uuid NOT NULL,
  withheld boolean NOT NULL,
  CONSTRAINT merged_person_not_into_itself CHECK (kept <> person)
);
CREATE INDEX merged_person_by_kept ON merged_person (kept);
ALTER TABLE merged_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE merged_person FORCE ROW LEVEL SECURITY;
GRANT SELECT ON merged_person TO kamkor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON merged_person TO kamkor_worker;
CREATE POLICY worker_follows ON merged_person TO kamkor_worker USING (true) WITH CHECK (true);
CREATE POLICY kept_sees ON merged_person FOR SELECT TO kamkor_app USING (kept = ${CALLER});
CREATE POLICY auditor_sees ON merged_person FOR SELECT TO kamkor_app
  USING ((SELECT position(',auditor,' IN current_setting('kamkor.roles', true)) > 0));
ALTER POLICY person_sees_own ON trail_entry USING (person = ANY (${OWN}) AND NOT withheld_from_person
  AND NOT ${LOOKED_TO_PROTECT});`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER POLICY person_sees_own ON trail_entry USING (person = ${CALLER} AND NOT withheld_from_person);
DROP TABLE merged_person;`);
  }
}
