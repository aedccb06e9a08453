import { bySubject, hasRole, inTerritory, listed, table } from '@kamkor/database';
import { CARE_STATUSES } from '../../src/rules/care-status.js';

/** What was stated of a child. Those who stated it and guardianship see it. */
export const childStatement = table({
  name: 'child_statement',
  sql: `
CREATE TABLE child_statement (
  id uuid CONSTRAINT child_statement_pk PRIMARY KEY,
  notification_id uuid NOT NULL,
  child_person uuid,
  territory text COLLATE "C" NOT NULL,
  care_status text CONSTRAINT child_statement_care CHECK (care_status IN ${listed(CARE_STATUSES)}),
  died_on date,
  stated_at timestamptz(3) NOT NULL,
  stated_by text NOT NULL
);
CREATE INDEX child_statement_of_notification ON child_statement (notification_id, stated_at);`,
  policies: `
CREATE POLICY stated_by_caller ON child_statement TO kamkor_app
  USING ${bySubject('stated_by')} WITH CHECK ${bySubject('stated_by')};
CREATE POLICY statement_of_guardianship ON child_statement FOR SELECT TO kamkor_app
  USING (${inTerritory()} AND ${hasRole('guardianship')});`,
  grants: `
GRANT SELECT, INSERT ON child_statement TO kamkor_app;
GRANT SELECT ON child_statement TO kamkor_worker;`,
});
