import { bySubject, listed, table } from '@kamkor/database';
import { SEXES } from '../../src/rules/notification/birth-report.js';
import { BODY_IN_TERRITORY, VISITS } from '../conditions.js';

/** A sibling whom a visit found without documents, and what was said of it. Its watch is made together with it. */
export const undocumentedSibling = table({
  name: 'undocumented_sibling',
  sql: `
CREATE TABLE undocumented_sibling (
  id uuid CONSTRAINT undocumented_sibling_pk PRIMARY KEY,
  family uuid NOT NULL,
  visit_id uuid NOT NULL CONSTRAINT undocumented_sibling_visit REFERENCES outreach_visit (id),
  birth_date date NOT NULL,
  birth_date_approximate boolean NOT NULL,
  sex text NOT NULL CONSTRAINT undocumented_sibling_sex CHECK (sex IN ${listed(SEXES)}),
  given_name text NOT NULL,
  territory text COLLATE "C" NOT NULL,
  responsible text NOT NULL,
  found_at timestamptz(3) NOT NULL,
  recorded_by text NOT NULL
);
CREATE INDEX undocumented_sibling_of_visit ON undocumented_sibling (visit_id);
CREATE INDEX undocumented_sibling_of_family ON undocumented_sibling (family);
ALTER TABLE documentation_watch
  ADD CONSTRAINT documentation_watch_sibling FOREIGN KEY (sibling_id) REFERENCES undocumented_sibling (id);`,
  policies: `
CREATE POLICY sibling_of_own_body ON undocumented_sibling FOR SELECT TO kamkor_app USING ${BODY_IN_TERRITORY};
CREATE POLICY sibling_found ON undocumented_sibling FOR INSERT TO kamkor_app
  WITH CHECK (${VISITS} AND ${bySubject('recorded_by')} AND found_by_caller(visit_id, territory, responsible));
CREATE POLICY owner_follows ON undocumented_sibling TO CURRENT_USER USING (true) WITH CHECK (true);`,
  grants: `
GRANT SELECT, INSERT ON undocumented_sibling TO kamkor_app;
GRANT SELECT, UPDATE (family) ON undocumented_sibling TO kamkor_worker;`,
});
