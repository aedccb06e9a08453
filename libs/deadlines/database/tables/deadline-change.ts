import { table } from '@kamkor/database';

export const deadlineChange = table({
  name: 'deadline_change',
  sql: `
CREATE TABLE deadline_change (
  deadline_id uuid NOT NULL,
  changed_at timestamptz(3) NOT NULL,
  changed_by text NOT NULL,
  change text NOT NULL,
  why text NOT NULL,
  due_before timestamptz(3) NOT NULL,
  due_after timestamptz(3) NOT NULL,
  CONSTRAINT deadline_change_known CHECK (change IN ('CANCELLED', 'EXTENDED', 'SUSPENDED', 'RESUMED', 'OUTAGE'))
);
CREATE INDEX deadline_change_of ON deadline_change (deadline_id, changed_at);`,
  policies: `
CREATE POLICY deadline_change_seen ON deadline_change FOR SELECT TO kamkor_app
  USING (EXISTS (SELECT FROM deadline d WHERE d.id = deadline_id));
CREATE POLICY deadline_change_made ON deadline_change FOR INSERT TO kamkor_app WITH CHECK (true);
CREATE POLICY owner_notes ON deadline_change TO CURRENT_USER USING (true) WITH CHECK (true);`,
  grants: 'GRANT SELECT, INSERT ON deadline_change TO kamkor_app, kamkor_worker;',
});
